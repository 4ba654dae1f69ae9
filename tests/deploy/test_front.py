"""What the shipped nginx site does by itself; in place of the app stands somebody who says yes."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.deploy.stack import Stack, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]

# How many one client may ask for at once: the burst, and the one that is on its way.
BURSTS = {
    "/search/": 21,
    "/feedback/": 11,
    "/booklet/booklet.pdf": 6,
    "/cms/login/": 21,
    "/_util/login/": 21,
}


class Yes(BaseHTTPRequestHandler):
    """Says yes to everything."""

    def do_GET(self) -> None:
        """Says so."""
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Keeps quiet."""


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A front server with a picture in its folder of media, before an app that says yes."""
    folder = tmp_path_factory.mktemp("front")
    folder.chmod(0o755)
    for name in ("store/pages", "media", "static"):
        (folder / "data" / name).mkdir(parents=True)
    (folder / "data/store/headers.conf").touch()
    (folder / "data/media/evil.svg").write_text("<svg><script>alert(1)</script></svg>")
    stack = Stack(folder, "")
    stack.write_front()
    servers = [ThreadingHTTPServer(("127.0.0.1", port), Yes) for port in stack.apps]
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    stack.start("nginx")
    try:
        eventually(lambda: stack.status("/health/live/") == 200, "the front server answers")
        yield stack
    finally:
        stack.stop("nginx")
        for server in servers:
            server.shutdown()
            server.server_close()


def status_for(client: int, front: Stack, address: str) -> int:
    """What one of many clients gets."""
    source = (f"127.0.0.{client}", 0)
    connection = HTTPConnection("127.0.0.1", front.front, timeout=30, source_address=source)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(("client", "address"), [*enumerate(BURSTS, start=2)])
def test_a_flood_is_held_back(front: Stack, client: int, address: str) -> None:
    burst = BURSTS[address]
    answers = [status_for(client, front, address) for _time in range(burst * 2)]
    assert {*answers[:burst]} == {200}
    assert 429 in answers[burst:]
    assert status_for(client + len(BURSTS), front, address) == 200


def test_what_costs_nothing_has_no_limit(front: Stack) -> None:
    assert {front.status("/health/live/") for _time in range(100)} == {200}


def test_a_large_form_is_refused_before_it_is_sent(front: Stack) -> None:
    assert front.status("/feedback/x", "POST", content_length=str(50_000_000)) == 413


def test_what_was_uploaded_is_saved_and_never_run(front: Stack) -> None:
    response, _body = front.ask("/media/evil.svg")
    assert response.status == 200
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert response.getheader("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert response.getheader("Content-Disposition") == "attachment"
    assert response.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert response.getheader("Strict-Transport-Security") is None  # It speaks HTTP here.


def test_over_https_browsers_are_told_to_stay_there(front: Stack, tmp_path: Path) -> None:
    site = (front.folder / "site.conf").read_text()
    for place in ("/static/", "/media/"):
        block = site.split(f"location {place} {{")[1].split("}")[0]
        assert "add_header Strict-Transport-Security $portal_hsts always;" in block
    assert 'map "http" $portal_hsts' in site
