"""Test what the shipped nginx site does by itself, before an app that always says yes."""

from __future__ import annotations

from collections.abc import Iterator
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
    "/infobutton/service": 101,
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
    for name in ("store/pages", "media/images", "static", "speech/term-1"):
        (folder / "data" / name).mkdir(parents=True)
    (folder / "data/store/headers.conf").write_text('add_header X-Guard "yes" always;\n')
    for status in (413, 429, 503):
        (folder / f"data/store/{status}.html").write_text(f"calm {status}")
    for name in ("private.jpg", "images/photo.jpg", "images/evil.svg", "images/evil.html"):
        (folder / "data/media" / name).write_text("<svg><script>alert(1)</script></svg>")
    (folder / "data/speech/term-1/sound.mp3").write_bytes(bytes(1000))
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


@pytest.mark.parametrize(("client", "address"), [*enumerate(BURSTS, start=2)])
def test_a_flood_is_held_back(front: Stack, client: int, address: str) -> None:
    burst = BURSTS[address]
    one = f"127.0.0.{client}"
    answers = [front.ask(address, client=one)[0].status for _time in range(burst * 2)]
    assert {*answers[:burst]} == {200}
    assert 429 in answers[burst:]
    another = f"127.0.0.{client + len(BURSTS)}"
    assert front.ask(address, client=another)[0].status == 200


def test_what_costs_nothing_has_no_limit(front: Stack) -> None:
    assert {front.status("/health/live/") for _time in range(100)} == {200}


@pytest.mark.parametrize("address", ["/feedback/x", "/cms/snippets/faq/faqitem/import/"])
def test_a_large_form_is_refused_before_it_is_sent(front: Stack, address: str) -> None:
    response, body = front.ask(address, "POST", content_length=str(50_000_000))
    assert (response.status, body) == (413, b"calm 413")
    assert response.getheader("X-Guard") == "yes"


def test_a_flood_is_told_when_to_come_back(front: Stack) -> None:
    for _time in range(60):
        response, body = front.ask("/search/")
        if response.status == 429:
            break
    assert (response.status, body) == (429, b"calm 429")
    assert (response.getheader("X-Guard"), response.getheader("Retry-After")) == ("yes", "30")
    assert front.status("/429.html") == 404  # It is no address of its own.


@pytest.mark.parametrize(
    "address",
    ["/search/?q=hunter2", "/infobutton/service?age.v.v=hunter2", "/infobutton/?age.v.v=hunter2"],
)
def test_no_log_tells_what_a_flood_asked_for(front: Stack, address: str) -> None:
    logs = [front.folder / f"portal-{name}.log" for name in ("access", "error")]
    before = logs[0].stat().st_size
    assert 429 in {front.status(address) for _time in range(150)}
    eventually(lambda: logs[0].stat().st_size > before, "the lines are written")
    assert "hunter2" not in "".join(log.read_text() for log in logs)


@pytest.mark.parametrize(
    ("name", "kind"),
    {"photo.jpg": "image/jpeg", "evil.svg": "octet-stream", "evil.html": "octet-stream"}.items(),
)
def test_what_was_uploaded_is_a_photo_or_never_run(front: Stack, name: str, kind: str) -> None:
    response, _body = front.ask(f"/media/images/{name}")
    assert response.status == 200
    assert kind in response.getheader("Content-Type")
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert response.getheader("Content-Security-Policy") == "default-src 'none'; sandbox"
    assert response.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert response.getheader("Strict-Transport-Security") is None  # It speaks HTTP here.


def test_only_the_sizes_of_photos_are_served(front: Stack) -> None:
    assert front.status("/media/private.jpg") == 404
    assert front.status("/media/images/../private.jpg") == 404


def test_a_player_gets_any_part_of_a_recording(front: Stack) -> None:
    response, body = front.ask("/speech/term-1/sound.mp3", range="bytes=990-")
    assert (response.status, len(body)) == (206, 10)
    assert response.getheader("Content-Type") == "audio/mpeg"
    assert response.getheader("Cache-Control") == "max-age=0, must-revalidate"
    assert response.getheader("ETag")
    assert front.status("/speech/term-1/gone.mp3") == 404


def test_a_photo_may_be_larger_than_a_form(front: Stack) -> None:
    photo = "x" * 4_000_000
    assert front.ask("/cms/images/add/", "POST", photo)[0].status != 413
    assert front.ask("/cms/pages/add/", "POST", photo)[0].status == 413


def test_over_https_browsers_are_told_to_stay_there(front: Stack, tmp_path: Path) -> None:
    site = (front.folder / "site.conf").read_text()
    for place in ("/static/", "/media/images/"):
        block = site.split(f"location {place} {{")[1].split("}")[0]
        assert "add_header Strict-Transport-Security $portal_hsts always;" in block
    assert 'map "http" $portal_hsts' in site
