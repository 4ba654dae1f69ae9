"""Floods are held back, and nobody's address is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest
from django.test import RequestFactory

from portal.web import ratelimit

NOON = "2026-11-22T12:00:00+00:00"


@pytest.fixture(autouse=True)
def memory(settings: Any) -> Iterator[None]:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "limits",
        }
    }
    cache.clear()
    with time_machine.travel(NOON, tick=False):
        yield


def asked(address: str = "203.0.113.1", forwarded: str | None = None) -> HttpRequest:
    """A request from an address, and what a proxy says about it."""
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=address, **more)


def allowed(times: int, request: HttpRequest, name: str = "test") -> list[bool]:
    """Return what is allowed when three are, in ten minutes."""
    return [ratelimit.is_allowed(name, request, 3, 600) for _time in range(times)]


def kept() -> str:
    """All that the cache remembers."""
    return repr(cache._cache)


def test_no_more_than_the_limit_is_allowed() -> None:
    assert allowed(5, asked()) == [True, True, True, False, False]


def test_each_client_has_a_limit_of_its_own() -> None:
    allowed(4, asked())
    assert allowed(1, asked("203.0.113.2")) == [True]


def test_each_thing_has_a_limit_of_its_own() -> None:
    allowed(4, asked())
    assert allowed(1, asked(), name="other") == [True]


def test_the_limit_ends_with_its_window() -> None:
    allowed(4, asked())
    with time_machine.travel("2026-11-22T12:10:00+00:00", tick=False):
        assert allowed(1, asked()) == [True]


def test_all_clients_together_have_a_limit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratelimit, "CLIENTS", 2)
    each = [allowed(1, asked(f"203.0.113.{n}"))[0] for n in range(8)]
    assert each == [True] * 6 + [False] * 2


def test_one_client_beyond_its_limit_uses_up_nothing_of_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ratelimit, "CLIENTS", 2)
    allowed(50, asked())
    assert allowed(3, asked("203.0.113.2")) == [True, True, True]


def test_no_address_is_kept() -> None:
    allowed(1, asked("203.0.113.77"))
    assert "203.0.113.77" not in kept()
    assert "2026-11-22" not in kept()


def test_the_number_of_a_client_is_another_one_tomorrow(settings: Any) -> None:
    today = ratelimit.client_id(asked())
    assert today == ratelimit.client_id(asked())
    with time_machine.travel("2026-11-23T12:00:00+00:00"):
        assert ratelimit.client_id(asked()) != today


def test_the_number_of_a_client_is_another_one_on_another_site(settings: Any) -> None:
    here = ratelimit.client_id(asked())
    settings.SECRET_KEY = "another key"
    assert ratelimit.client_id(asked()) != here


def test_a_network_of_the_new_kind_counts_as_one() -> None:
    first, second = asked("2001:db8:1:2::1"), asked("2001:db8:1:2:ffff::9")
    assert ratelimit.client_id(first) == ratelimit.client_id(second)
    assert ratelimit.client_id(first) != ratelimit.client_id(asked("2001:db8:1:3::1"))


def test_an_old_address_in_a_new_one_is_the_same() -> None:
    assert ratelimit.client_id(asked("::ffff:203.0.113.1")) == ratelimit.client_id(
        asked("203.0.113.1")
    )


def test_what_a_client_says_of_itself_is_not_believed(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    forged = asked(forwarded="198.51.100.7")
    assert ratelimit.client_id(forged) == ratelimit.client_id(asked())


def test_behind_a_proxy_the_client_is_who_the_proxy_saw(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    seen = asked("127.0.0.1", forwarded="198.51.100.7, 203.0.113.1")
    assert ratelimit.client_id(seen) == ratelimit.client_id(asked("203.0.113.1"))
    settings.TRUSTED_PROXIES = 2
    assert ratelimit.client_id(seen) == ratelimit.client_id(asked("198.51.100.7"))


@pytest.mark.parametrize(
    "address", ["", "unix:", "\0", "a" * 5000, "1.2.3.4:80", "::g", "fe80::1%x"]
)
@pytest.mark.parametrize("proxies", [0, 1, 3])
def test_a_strange_address_is_no_error(settings: Any, address: str, proxies: int) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert allowed(4, asked(address, forwarded=address)) == [True, True, True, False]


def test_without_a_cache_nobody_is_held_back(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert allowed(9, asked()) == [True] * 9
