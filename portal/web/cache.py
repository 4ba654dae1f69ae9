"""A cache in Redis that readers do without while it is away.

Whoever asks gets what an empty cache would say, and nobody waits: after an error Redis is left
alone for some seconds. Counts go on in the memory of the process, so that limits hold all the same.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NoConnectionError
from redis.exceptions import RedisError
from redis.retry import Retry

T = TypeVar("T")
Key = Any  # Text; the library takes bytes as well.
logger = logging.getLogger("portal.cache")

_REST = 5.0  # seconds that Redis is left alone after an error
_MOST_COUNTS = 20_000  # that a process keeps meanwhile
_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    # Once more and at once: a connection that idled through a restart of Redis is dead. Left to
    # itself, the library tries for many seconds.
    "retry": Retry(NoBackoff(), 1, supported_errors=(NoConnectionError,)),
}


class Outage:
    """What the threads of a process know of a Redis that is away, and keep in its stead."""

    def __init__(self, servers: str) -> None:
        self.counts = LocMemCache(f"outage-{servers}", {"max_entries": _MOST_COUNTS})
        self.undeleted: set[Key] = set()
        self.is_on = False
        self._rests_until = 0.0

    def lets_ask(self) -> bool:
        """Whether Redis may be asked: while it is away by one thread, now and then."""
        now = time.monotonic()
        if not self.is_on:
            return True
        if now < self._rests_until:
            return False
        self._rests_until = now + _REST
        return True

    def begin(self, error: Exception) -> None:
        """Notes an error; the first of many is told."""
        self._rests_until = time.monotonic() + _REST
        if not self.is_on:
            self.is_on = True
            self.counts.clear()
            logger.warning("The cache is away, and readers do without: %s", type(error).__name__)

    def end(self) -> None:
        """Notes that Redis answers."""
        if self.is_on:
            self.is_on = False
            logger.warning("The cache is back.")


_outage_of = cache(Outage)


class Client(RedisCacheClient):
    """Asks Redis, or answers as an empty cache does."""

    def __init__(self, servers: list[str], **options: Any) -> None:
        super().__init__(servers, **{**_OPTIONS, **options})
        self.outage = _outage_of(",".join(servers))

    def _asked(self, ask: Callable[[], T], otherwise: Callable[[], T]) -> T:
        if not self.outage.lets_ask():
            return otherwise()
        try:
            self._catch_up()
            answer = ask()
        except (RedisError, OSError) as error:
            self.outage.begin(error)
            return otherwise()
        self.outage.end()
        return answer

    def _catch_up(self) -> None:
        """Deletes what was to be deleted meanwhile: Redis may only have been out of reach."""
        if keys := [*self.outage.undeleted]:
            super().delete_many(keys)
            self.outage.undeleted.difference_update(keys)

    def _not_deleted(self, keys: Iterable[Key]) -> bool:
        self.outage.undeleted.update(keys)
        return False

    def add(self, key: Key, value: Any, timeout: Any) -> bool:
        """Whether it was not there yet, be it in this process only."""
        counts = self.outage.counts
        return self._asked(
            lambda: super(Client, self).add(key, value, timeout),
            lambda: counts.add(key, value, timeout),
        )

    def incr(self, key: Key, delta: int) -> int:
        """The number now, be it that of this process only. Raises ValueError if there is none."""
        counts = self.outage.counts
        return self._asked(
            lambda: super(Client, self).incr(key, delta), lambda: counts.incr(key, delta)
        )

    def get(self, key: Key, default: Any) -> Any:
        """What is kept, or the default."""
        return self._asked(lambda: super(Client, self).get(key, default), lambda: default)

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Those that are kept."""
        return self._asked(lambda: super(Client, self).get_many(keys), dict)

    def has_key(self, key: Key) -> bool:
        """Whether it is kept."""
        return self._asked(lambda: super(Client, self).has_key(key), bool)

    def set(self, key: Key, value: Any, timeout: Any) -> None:
        """Keeps it, if anything can be kept."""
        self._asked(lambda: super(Client, self).set(key, value, timeout), lambda: None)

    def set_many(self, data: Mapping[Key, Any], timeout: Any) -> None:
        """The same for several."""
        self._asked(lambda: super(Client, self).set_many(data, timeout), lambda: None)

    def touch(self, key: Key, timeout: Any) -> bool:
        """Whether it is kept for longer."""
        return self._asked(lambda: super(Client, self).touch(key, timeout), bool)

    def delete(self, key: Key) -> bool:
        """Whether it was there; it is gone even if Redis hears of it later."""
        return self._asked(
            lambda: super(Client, self).delete(key), lambda: self._not_deleted([key])
        )

    def delete_many(self, keys: Iterable[Key]) -> None:
        """The same for several."""
        self._asked(lambda: super(Client, self).delete_many(keys), lambda: self._not_deleted(keys))

    def clear(self) -> bool:
        """Whether everything is gone."""
        return self._asked(super().clear, bool)


class SharedCache(RedisCache):
    """Django's cache in Redis, which may stop."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client

    @property
    def is_away(self) -> bool:
        """Whether Redis does not answer."""
        self.has_key("anything")
        return bool(self._cache.outage.is_on)  # type: ignore[attr-defined]  # our Client's
