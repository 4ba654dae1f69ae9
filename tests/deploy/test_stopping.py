"""Stopping and starting: what was begun is finished, and nobody else waits for it."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.deploy.stack import PATIENCE, Stack, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]
SLOW = "/search/?q=pain"


@contextmanager
def held_up(database: str) -> Iterator[Callable[[], int]]:
    """Whoever reads pages waits until this is over; gives how many that are."""
    if not database.startswith("postgres"):
        pytest.skip("SQLite lets everybody read")
    with psycopg.connect(database) as holder, psycopg.connect(database, autocommit=True) as other:
        holder.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")

        def waiting() -> int:
            row = other.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
            return int(row[0]) if row else 0

        yield waiting


def is_up(port: int) -> bool:
    """Whether an app server answers by itself."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/health/live/")
        return connection.getresponse().status == 200
    finally:
        connection.close()


def test_a_server_that_is_stopped_finishes_what_it_began_and_takes_nothing_new(
    stack: Stack, database: str
) -> None:
    for name in ("pages", "app2"):
        stack.stop(name)
    stopped = stack.running["app1"]
    with ThreadPoolExecutor() as pool:
        with held_up(database) as waiting:
            begun = pool.submit(stack.status, SLOW)
            eventually(lambda: waiting() == 1, "the server is in the middle of its work")
            stack.start("app2")
            eventually(lambda: is_up(stack.apps[1]), "the other one answers")
            stopped.send_signal(signal.SIGTERM)
            eventually(lambda: not _listens(stack.apps[0]), "the first takes nothing new")
            since = time.monotonic()
            assert {stack.status("/health/live/") for _try in range(10)} == {200}
            assert time.monotonic() - since < 5
            assert (begun.done(), stopped.poll()) == (False, None)
        assert begun.result(PATIENCE) == 200
    assert stopped.wait(PATIENCE) == 0
    for name in ("app1", "pages"):
        stack.start(name)
    eventually(lambda: is_up(stack.apps[0]), "the first is back")


def _listens(port: int) -> bool:
    try:
        HTTPConnection("127.0.0.1", port, timeout=1).connect()
    except ConnectionRefusedError:
        return False
    return True


def test_a_filler_that_is_stopped_ends_at_once_and_leaves_the_rest(stack: Stack) -> None:
    files = [*(stack.folder / "data/store/pages").rglob("*.gz")]
    before = {file: file.stat().st_ino for file in files}

    def written() -> int:
        return sum(file.exists() and file.stat().st_ino != before[file] for file in files)

    stack.stop("pages")
    code = "from portal.pagestore.filling import outdate; outdate()"
    stack.manage("shell", "-v0", "-c", code)
    stack.start("pages")
    eventually(lambda: written() > 5, "it is at work")
    filler, since = stack.running["pages"], time.monotonic()
    stack.stop("pages")
    took = time.monotonic() - since
    assert (filler.returncode, written() < len(files)) == (0, True)
    assert took < 3
    stack.start("pages")


def test_connections_that_the_database_has_ended_are_made_anew(stack: Stack, database: str) -> None:
    if not database.startswith("postgres"):
        pytest.skip("SQLite has no connections")
    assert {stack.status(SLOW) for _try in range(4)} == {200}
    with psycopg.connect(database, autocommit=True) as connection:
        ended = connection.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = %s AND pid != pg_backend_pid()",
            [urlsplit(database).path.strip("/")],
        ).fetchone()
    assert ended is not None
    assert ended[0] >= 2
    assert [stack.status(SLOW) for _try in range(8)] == [200] * 8
