"""Redis cache that answers as an empty cache does while Redis is unavailable.

No caller waits or fails: after an error Redis is not asked again for some seconds. Counters
continue in the memory of the process, so that rate limits still hold.
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
Key = Any  # Text; the library accepts bytes as well.
logger = logging.getLogger("portal.cache")

_REST = 5.0  # seconds without a request to Redis after an error
_MOST_COUNTS = 20_000  # counters per process during an outage
_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    # One retry, at once: a connection that idled through a restart of Redis is dead. By default
    # the library tries for many seconds.
    "retry": Retry(NoBackoff(), 1, supported_errors=(NoConnectionError,)),
}


class Outage:
    """Outage of Redis as all threads of a process see it, with counters and pending deletions."""

    def __init__(self, servers: str) -> None:
        self.counts = LocMemCache(f"outage-{servers}", {"max_entries": _MOST_COUNTS})
        self.undeleted: set[Key] = set()
        self.is_on = False
        self._rests_until = 0.0

    def lets_ask(self) -> bool:
        """Return whether Redis may be asked now; in an outage every few seconds."""
        now = time.monotonic()
        if not self.is_on:
            return True
        if now < self._rests_until:
            return False
        self._rests_until = now + _REST
        return True

    def begin(self, error: Exception) -> None:
        """Record an error, and log a warning for the first error of an outage."""
        self._rests_until = time.monotonic() + _REST
        if not self.is_on:
            self.is_on = True
            self.counts.clear()
            logger.warning("The cache is away, and readers do without: %s", type(error).__name__)

    def end(self) -> None:
        """Record that Redis answers, and log the end of an outage."""
        if self.is_on:
            self.is_on = False
            logger.warning("The cache is back.")


_outage_of = cache(Outage)


class Client(RedisCacheClient):
    """Redis client that answers as an empty cache does during an outage."""

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
        """Delete the keys that could not be deleted in an outage: Redis may have kept them."""
        if keys := [*self.outage.undeleted]:
            super().delete_many(keys)
            self.outage.undeleted.difference_update(keys)

    def _not_deleted(self, keys: Iterable[Key]) -> bool:
        self.outage.undeleted.update(keys)
        return False

    def add(self, key: Key, value: Any, timeout: Any) -> bool:
        """Return whether the key was absent and is added now; in an outage locally only."""
        counts = self.outage.counts
        return self._asked(
            lambda: super(Client, self).add(key, value, timeout),
            lambda: counts.add(key, value, timeout),
        )

    def incr(self, key: Key, delta: int) -> int:
        """Return the new count, in an outage a local count. Raise ValueError if there is none."""
        counts = self.outage.counts
        return self._asked(
            lambda: super(Client, self).incr(key, delta), lambda: counts.incr(key, delta)
        )

    def get(self, key: Key, default: Any) -> Any:
        """Return the value of a key, or the default if it is absent or Redis is unavailable."""
        return self._asked(lambda: super(Client, self).get(key, default), lambda: default)

    def get_many(self, keys: Iterable[Key]) -> dict[Key, Any]:
        """Return the values of the keys that are present, none in an outage."""
        return self._asked(lambda: super(Client, self).get_many(keys), dict)

    def has_key(self, key: Key) -> bool:
        """Return whether a key is present, False in an outage."""
        return self._asked(lambda: super(Client, self).has_key(key), bool)

    def set(self, key: Key, value: Any, timeout: Any) -> None:
        """Store a value, or do nothing in an outage."""
        self._asked(lambda: super(Client, self).set(key, value, timeout), lambda: None)

    def set_many(self, data: Mapping[Key, Any], timeout: Any) -> None:
        """Store several values, or do nothing in an outage."""
        self._asked(lambda: super(Client, self).set_many(data, timeout), lambda: None)

    def touch(self, key: Key, timeout: Any) -> bool:
        """Return whether a key was present and expires later now, False in an outage."""
        return self._asked(lambda: super(Client, self).touch(key, timeout), bool)

    def delete(self, key: Key) -> bool:
        """Return whether a key was present and has been deleted; in an outage delete it later."""
        return self._asked(
            lambda: super(Client, self).delete(key), lambda: self._not_deleted([key])
        )

    def delete_many(self, keys: Iterable[Key]) -> None:
        """Delete several keys; in an outage delete them later."""
        self._asked(lambda: super(Client, self).delete_many(keys), lambda: self._not_deleted(keys))

    def clear(self) -> bool:
        """Return whether all keys have been deleted, False in an outage."""
        return self._asked(super().clear, bool)


class SharedCache(RedisCache):
    """Django's Redis cache, which tolerates an outage of Redis."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = Client

    @property
    def is_away(self) -> bool:
        """Return whether Redis is unavailable, after a request to it."""
        self.has_key("anything")
        return bool(self._cache.outage.is_on)  # type: ignore[attr-defined]  # our Client's
