"""Uploaded files in a bucket of some S3: stored, read and signed, over a real connection."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from portal.settings.base import media


class Bucket(ThreadingHTTPServer):
    """As much of S3 as is needed to keep objects; who does not sign is refused."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Objects)
        self.kept: dict[str, tuple[bytes, dict[str, str]]] = {}


class Objects(BaseHTTPRequestHandler):
    server: Bucket

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def is_signed(self) -> bool:
        in_header = self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 ")
        return in_header or "X-Amz-Signature" in parse_qs(urlsplit(self.path).query)

    def handle_one(self) -> None:
        name, kept = urlsplit(self.path).path, self.server.kept
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.is_signed():
            self.answer(403)
        elif self.command == "PUT":
            kept[name] = (body, {key.lower(): value for key, value in self.headers.items()})
            self.answer(200, ETag='"1"')
        elif self.command == "DELETE":
            kept.pop(name, None)
            self.answer(204)
        elif name in kept:
            self.answer(200, kept[name][0], Last_Modified="Wed, 25 Nov 2026 12:00:00 GMT")
        else:
            self.answer(404)

    do_PUT = do_GET = do_HEAD = do_DELETE = handle_one  # noqa: N815 - http.server's names


@pytest.fixture
def bucket() -> Iterator[Bucket]:
    with Bucket() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def storage(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> Storage:
    monkeypatch.setenv("MEDIA_S3_ENDPOINT", f"http://127.0.0.1:{bucket.server_port}")
    monkeypatch.setenv("MEDIA_S3_REGION", "here")
    monkeypatch.setenv("MEDIA_S3_KEY", "somebody")
    monkeypatch.setenv("MEDIA_S3_SECRET", "secret")
    return storages.create_storage(media("uploads"))


def test_a_file_is_stored_read_and_deleted(storage: Storage, bucket: Bucket) -> None:
    name = storage.save("leaflets/one.txt", ContentFile(b"Some words"))
    assert [*bucket.kept] == ["/uploads/leaflets/one.txt"]
    with storage.open(name) as file:
        assert file.read() == b"Some words"
    assert storage.exists(name)
    assert storage.size(name) == 10
    storage.delete(name)
    assert not storage.exists(name)


def test_a_second_file_of_one_name_takes_nothing_away(storage: Storage, bucket: Bucket) -> None:
    first, second = (storage.save("one.txt", ContentFile(text)) for text in (b"1", b"2"))
    assert first != second
    assert {body for body, _headers in bucket.kept.values()} == {b"1", b"2"}


def test_a_browser_saves_it_and_nobody_else_may_read_it(storage: Storage, bucket: Bucket) -> None:
    name = storage.save("page.html", ContentFile(b"<script>alert(1)</script>"))
    _body, headers = bucket.kept[f"/uploads/{name}"]
    assert headers["content-disposition"] == "attachment"
    assert "x-amz-acl" not in headers  # The bucket's own rule stands: private.
    address = storage.url(name)
    assert parse_qs(urlsplit(address).query)["X-Amz-Expires"] == ["3600"]
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
        assert answer.read() == b"<script>alert(1)</script>"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(address.partition("?")[0])  # noqa: S310 - the same


def test_without_a_bucket_files_lie_in_a_folder() -> None:
    assert media("")["BACKEND"] == "django.core.files.storage.FileSystemStorage"


def test_half_a_key_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIA_S3_KEY", "somebody")
    monkeypatch.delenv("MEDIA_S3_SECRET", raising=False)
    with pytest.raises(ImproperlyConfigured, match="MEDIA_S3_SECRET"):
        media("uploads")
