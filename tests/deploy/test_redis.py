"""Redis stops, hangs and comes back; nobody who reads or edits notices."""

from __future__ import annotations

import json
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from redis import Redis

from tests.deploy.stack import Stack, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]
PAGE = "/treatments/surgery/"
WAIT = 1.0  # seconds more than usual that anybody may wait
PDF = "/booklet/booklet.pdf?p=treatments/surgery"


def ready(stack: Stack) -> dict[str, str]:
    found: dict[str, str] = json.loads(stack.ask("/health/ready/")[1])
    return found


def way(stack: Stack, name: str, client: str) -> int:
    """The number that somebody gets who goes this way."""
    form = {"content_type": "application/x-www-form-urlencoded"}
    if name == "feedback":
        about = re.search(rb'name="about" value="([^"]+)"', stack.ask(PAGE)[1])
        assert about
        body = urlencode({"about": about.group(1).decode(), "answer": "yes"})
        return stack.ask("/feedback/", "POST", body, client=client, **form)[0].status
    return stack.ask(name, client=client)[0].status


WAYS = {
    PAGE: 200,
    f"{PAGE}?page=1": 200,  # made by the app
    "/search/?q=pain": 200,
    "/booklet/?p=treatments/surgery": 200,
    PDF: 200,
    "feedback": 200,
    "/sitemap.xml": 200,
    "/cms/login/": 200,
    "/cms/": 302,
    "/nowhere/": 404,
    "/health/live/": 200,
    "/health/ready/": 200,
}


def gone(stack: Stack, round_: int) -> dict[str, tuple[int, float]]:
    """What comes of every way, and the fewest seconds that it takes in three times."""
    answers = {}
    for name in WAYS:
        seconds, statuses = [], set()
        for number in range(3):
            begun = time.perf_counter()
            statuses.add(way(stack, name, f"127.1.{round_}.{number + 1}"))
            seconds.append(time.perf_counter() - begun)
        assert len(statuses) == 1, (name, statuses)
        answers[name] = (statuses.pop(), min(seconds))
    return answers


@contextmanager
def without_redis(stack: Stack) -> Iterator[None]:
    stack.stop("redis", signal.SIGKILL)
    try:
        yield
    finally:
        stack.start("redis")
        eventually(lambda: ready(stack)["cache"] == "ok", "the cache is back")


@contextmanager
def redis_hanging(stack: Stack) -> Iterator[None]:
    stack.running["redis"].send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        stack.running["redis"].send_signal(signal.SIGCONT)
        eventually(lambda: ready(stack)["cache"] == "ok", "the cache is back")


def test_without_redis_every_way_is_open_and_as_quick(stack: Stack) -> None:
    usual = gone(stack, 1)
    assert {name: status for name, (status, _seconds) in usual.items()} == WAYS
    assert Redis(port=stack.redis).dbsize() > 0  # It is really used.
    for round_, away in enumerate((without_redis, redis_hanging), 2):
        with away(stack):
            found = gone(stack, round_)
            assert ready(stack)["status"] == "degraded"
        assert {name: status for name, (status, _seconds) in found.items()} == WAYS
        # Without a cache a PDF is set each time.
        slow = {
            name: (seconds, usual[name][1])
            for name, (_status, seconds) in found.items()
            if name != PDF and seconds > usual[name][1] + WAIT
        }
        assert slow == {}
