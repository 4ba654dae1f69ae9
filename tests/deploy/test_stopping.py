"""Stopping and starting: what was begun is finished, and nobody else waits for it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from portal.static_pages.worker import PAGES_PER_ROUND
from tests.deploy.stack import PATIENCE, Stack, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]
SLOW = "/search/?q=pain"
_WAITING = (
    "SELECT count(*) FROM pg_locks WHERE NOT granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def held_up(database: str) -> Iterator[Callable[[], int]]:
    """Whoever reads pages waits until this is over; gives how many that are."""
    with psycopg.connect(database) as holder, psycopg.connect(database, autocommit=True) as other:
        holder.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")

        def waiting() -> int:
            row = other.execute(_WAITING).fetchone()
            return int(row[0]) if row else 0

        yield waiting


def ask(port: int, address: str) -> int:
    """Return what one app server answers by itself."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def without(stack: Stack, *names: str) -> Iterator[None]:
    """They are stopped, and at the end they are back, whatever happened."""
    for name in names:
        stack.stop(name)
    try:
        yield
    finally:
        for name in names:
            stack.start(name)


def test_a_server_that_is_stopped_finishes_what_it_began_and_takes_nothing_new(
    stack: Stack,
) -> None:
    first, port = stack.running["app1"], stack.apps[0]
    with without(stack, "pages"), ThreadPoolExecutor() as pool:
        with held_up(stack.database) as waiting:
            begun = pool.submit(ask, port, SLOW)
            eventually(lambda: waiting() == 1, "the server is in the middle of its work")
            first.send_signal(signal.SIGTERM)
            eventually(lambda: not _listens(port), "it takes nothing new")
            since = time.monotonic()
            assert {stack.status("/health/live/") for _try in range(10)} == {200}
            assert time.monotonic() - since < 20
            assert (begun.done(), first.poll()) == (False, None)
        assert begun.result(PATIENCE) == 200
    assert first.wait(PATIENCE) == 0
    stack.start("app1")
    eventually(lambda: ask(port, "/health/live/") == 200, "it is back")


def _listens(port: int) -> bool:
    try:
        HTTPConnection("127.0.0.1", port, timeout=1).connect()
    except ConnectionRefusedError:
        return False
    return True


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_a_server_that_is_back_is_asked_at_once(stack: Stack) -> None:
    """Else nobody would answer while a release restarts one right after the other."""
    with without(stack, "app1", "app2"):
        assert stack.status(SLOW) == 503
        with (
            HTTPServer(("127.0.0.1", stack.apps[0]), _Answers) as back,
            ThreadPoolExecutor() as pool,
        ):
            pool.submit(back.serve_forever)
            try:
                assert [stack.status(SLOW) for _try in range(3)] == [200] * 3
            finally:
                back.shutdown()
    for port in stack.apps:
        eventually(lambda port=port: ask(port, "/health/live/") == 200, "it is back")


def _moment(file: Path) -> int | None:
    """Return when it was put in its place; none while it is away."""
    with suppress(FileNotFoundError):
        return file.stat().st_ctime_ns
    return None


def test_a_worker_that_is_stopped_ends_at_once_and_leaves_the_rest(stack: Stack) -> None:
    files = [*(stack.folder / "data/store/pages").rglob("*.gz")]
    before = {file: _moment(file) for file in files}

    def written() -> int:
        return sum(_moment(file) not in {None, before[file]} for file in files)

    stack.stop("pages")
    code = "from portal.static_pages.invalidation import schedule_all; schedule_all()"
    stack.manage("shell", "-v0", "-c", code)
    stack.start("pages")
    eventually(lambda: written() > 5, "it is at work")
    worker, done = stack.running["pages"], written()
    stack.stop("pages")
    assert worker.returncode == 0
    assert written() - done <= 2 * PAGES_PER_ROUND < len(files)
    stack.start("pages")


def test_connections_that_the_database_has_ended_are_made_anew(stack: Stack) -> None:
    assert {stack.status(SLOW) for _try in range(4)} == {200}
    with psycopg.connect(stack.database, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = %s AND pid != pg_backend_pid()",
            [urlsplit(stack.database).path.strip("/")],
        ).fetchone()
    assert ended is not None
    assert ended[0] >= 2
    assert [stack.status(SLOW) for _try in range(8)] == [200] * 8
