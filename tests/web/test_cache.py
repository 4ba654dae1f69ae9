"""A cache that stops is no error, and nobody waits for it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache.backends.redis import RedisCacheClient
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import RedisError, ResponseError

from portal.web import cache
from portal.web.cache import SharedCache


@pytest.fixture(autouse=True)
def nothing_known() -> Iterator[None]:
    """What one test learns of an address does not hold in another."""
    cache._outage_of.cache_clear()
    yield
    cache._outage_of.cache_clear()


def cache_at(port: int) -> SharedCache:
    return SharedCache(f"redis://127.0.0.1:{port}/0", {})


class Memory:
    """As much of Redis as is asked here; raises its error as long as it has one."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.error: Exception | None = None
        self.asked = 0

    def _reached(self) -> dict[str, Any]:
        self.asked += 1
        if self.error:
            raise self.error
        return self.kept

    def set(self, key: str, value: Any, *, ex: int | None) -> None:
        self._reached()[key] = value

    def get(self, key: str) -> Any:
        return self._reached().get(key)

    def exists(self, key: str) -> bool:
        return key in self._reached()

    def incr(self, key: str, delta: int) -> int:
        self._reached()[key] += delta
        return int(self.kept[key])

    def delete(self, *keys: str) -> int:
        return len([self._reached().pop(key, None) for key in keys])


@pytest.fixture
def redis(monkeypatch: pytest.MonkeyPatch) -> Memory:
    memory = Memory()
    monkeypatch.setattr(RedisCacheClient, "get_client", lambda *args, **kwargs: memory)
    return memory


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets so many seconds pass."""
    passed = [1000.0]
    monkeypatch.setattr(cache.time, "monotonic", lambda: passed[0])

    def pass_on(seconds: float) -> None:
        passed[0] += seconds

    return pass_on


EVERYTHING: dict[str, tuple[Callable[[SharedCache], Any], Any]] = {
    "get": (lambda one: one.get("a", "nothing"), "nothing"),
    "set": (lambda one: one.set("a", 1), None),
    "add": (lambda one: one.add("a", 1), True),
    "get_or_set": (lambda one: one.get_or_set("a", lambda: 7), 7),
    "touch": (lambda one: one.touch("a"), False),
    "delete": (lambda one: one.delete("a"), False),
    "has_key": (lambda one: one.has_key("a"), False),
    "in": (lambda one: "a" in one, False),
    "get_many": (lambda one: one.get_many(["a", "b"]), {}),
    "set_many": (lambda one: one.set_many({"a": 1, "b": 2}, 60), []),
    "delete_many": (lambda one: one.delete_many(["a", "b"]), None),
    "clear": (lambda one: one.clear(), False),
    "close": (lambda one: one.close(), None),
    "incr": (lambda one: (one.add("n", 0), one.incr("n"), one.incr("n", 2))[1:], (1, 3)),
    "decr": (lambda one: (one.add("n", 5), one.decr("n"))[1], 4),
}


@pytest.mark.parametrize("name", EVERYTHING)
def test_without_redis_everything_is_answered_as_by_an_empty_cache(name: str) -> None:
    do, answer = EVERYTHING[name]
    assert do(cache_at(1)) == answer


def test_a_number_that_is_not_there_is_told_as_django_tells_it() -> None:
    with pytest.raises(ValueError, match="not found"):
        cache_at(1).incr("nothing")


@pytest.mark.parametrize(
    "error", [NoConnectionError("x"), TimeoutError("x"), OSError("x"), ResponseError("OOM")]
)
def test_whatever_redis_says_is_no_error(redis: Memory, error: Exception) -> None:
    redis.error = error
    assert cache_at(2).get("a") is None


def test_nobody_waits_long_for_a_redis_that_hangs() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hanging = cache_at(silent.getsockname()[1])
        begun = time.perf_counter()
        for _time in range(200):
            assert hanging.get("a") is None
        assert time.perf_counter() - begun < 2


def test_redis_is_left_alone_for_a_while_and_asked_again(
    redis: Memory, clock: Callable[[float], None]
) -> None:
    one = cache_at(3)
    one.set("a", "kept")
    redis.error, redis.asked = NoConnectionError(), 0
    assert [one.get("a") for _time in range(50)] == [None] * 50
    assert redis.asked == 1
    redis.error = None
    assert one.get("a") is None
    clock(6)
    assert one.get("a") == "kept"


def test_an_outage_is_told_once_and_without_what_was_asked(
    redis: Memory, clock: Callable[[float], None], caplog: pytest.LogCaptureFixture
) -> None:
    one, redis.error = cache_at(4), RedisError("the key of somebody")
    for _time in range(5):
        one.get("secret")
        clock(6)
    redis.error = None
    one.get("secret")
    assert [record.getMessage() for record in caplog.records] == [
        "The cache is away, and readers do without: RedisError",
        "The cache is back.",
    ]


def test_what_was_deleted_meanwhile_is_gone_when_redis_is_back(
    redis: Memory, clock: Callable[[float], None]
) -> None:
    one = cache_at(5)
    for key in ("a", "b", "c"):
        one.set(key, "old")
    redis.error = NoConnectionError()
    one.delete("a")
    one.delete_many(["b"])
    redis.error = None
    clock(6)
    assert [one.get(key) for key in ("a", "b", "c")] == [None, None, "old"]


def test_counts_go_on_in_the_process_and_begin_anew_with_each_outage(
    redis: Memory, clock: Callable[[float], None]
) -> None:
    one = cache_at(6)
    one.set("n", 40)
    assert one.incr("n") == 41
    for _outage in range(2):
        redis.error = NoConnectionError()
        one.get("n")
        assert (one.add("n", 0), one.incr("n"), one.incr("n")) == (True, 1, 2)
        redis.error = None
        clock(6)
        assert one.incr("n") > 41


def test_it_says_whether_it_is_away(redis: Memory, clock: Callable[[float], None]) -> None:
    one = cache_at(7)
    assert not one.is_away
    redis.error = NoConnectionError()
    assert one.is_away
    redis.error = None
    clock(6)
    assert not one.is_away
