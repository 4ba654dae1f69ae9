"""Test who asks for more searches than anybody could read waits a minute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.factories import Guide, publish
from tests.html import read, words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def memory(guide: Guide, settings: Any) -> Iterator[None]:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "searches",
        }
    }
    cache.clear()
    with time_machine.travel("2026-11-22T12:00:00+00:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that is reached at once."""
    monkeypatch.setattr("education.search.views._MOST_IN_A_MINUTE", 3)


def search(address: str = "203.0.113.1", words: str = "pain") -> HttpResponse:
    return Client(REMOTE_ADDR=address).get("/search/", {"q": words})


def flood() -> HttpResponse:
    """The answer to one search too many."""
    return [search() for _time in range(4)][-1]


def test_one_search_too_many_waits_a_minute() -> None:
    response = flood()
    assert (response.status_code, response["Retry-After"]) == (429, "60")
    with time_machine.travel("2026-11-22T12:01:00+00:00", tick=False):
        assert search().status_code == 200


def test_who_waits_is_told_so_kindly_and_can_read_on(guide: Guide) -> None:
    publish(guide.treatments, show_in_menus=True)
    page = read(flood())
    assert "Nothing you did is wrong." in words(page.select_one("main"))
    assert page.select("main .link-list a")


def test_another_reader_searches_all_the_same() -> None:
    flood()
    assert search("203.0.113.2").status_code == 200


def test_the_empty_search_page_is_always_there() -> None:
    flood()
    assert search(words="").status_code == 200


def test_the_search_itself_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    flood()

    def fail(*_args: object) -> None:
        raise AssertionError("It searched.")

    monkeypatch.setattr("education.search.views.run_search", fail)
    assert search().status_code == 429
