"""Searches are counted, and nothing tells who searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from education.search import analytics
from education.search.analytics import Buffer, kept_words
from education.search.models import SearchQueryCount
from education.search.models import query_counts as model
from education.search.models.query_counts import OTHER, SearchCounts
from education.search.search_page import SearchRequest
from tests.factories import Guide
from tests.html import visit, words
from tests.sql import queries_of


@pytest.fixture(autouse=True)
def fresh_buffer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Buffer]:
    buffer = Buffer()
    monkeypatch.setattr(analytics, "buffer", buffer)
    return buffer


def search(text: str, **more: object) -> None:
    """Check what a reader's browser asks for."""
    headers = {"user-agent": "Mozilla/5.0"}
    Client().get("/search/?" + urlencode({"q": text, **more}), headers=headers)


def counted() -> dict[str, tuple[int, int]]:
    """Searches, and those without result, by their words."""
    analytics.buffer.flush()
    rows = SearchQueryCount.objects.values_list("words", "count", "without_result")
    return {name: (count, without) for name, count, without in rows}


# What is counted ----------------------------------------------------------------------------------


def test_a_search_is_counted_with_its_plain_words(guide: Guide) -> None:
    guide.article(title="Giraffes")
    search("  GIRAFFE’s?! ")
    search("giraffe")
    assert counted() == {"giraffe": (2, 0), OTHER: (0, 0)}


def test_a_search_without_result_is_told_apart(guide: Guide) -> None:
    search("xylophone")
    assert counted()["xylophone"] == (1, 1)


@pytest.mark.parametrize("more", [{"page": 2}, {"kind": "page"}, {"topic": "scans"}])
def test_a_search_counts_once(guide: Guide, more: dict[str, object]) -> None:
    guide.article(title="Giraffes")
    search("giraffe", **more)
    assert counted() == {}


@pytest.mark.parametrize("text", ["", "   ", "??", "\0"])
def test_what_has_no_words_is_no_search(guide: Guide, text: str) -> None:
    search(text)
    assert counted() == {}


@pytest.mark.parametrize(
    "agent",
    [
        "Googlebot/2.1",
        "SomeCrawler",
        "curl/8",
        "python-requests/2",
        "WhatsApp/2.23.20.0 A",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (compatible) AppleWebKit/537.36 BingPreview/1.0b",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36",
        "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0; Pro)",
        "Slack-ImgProxy (+https://api.slack.com/robots)",
        "Go-http-client/2.0",
    ],
)
def test_machines_are_not_counted(guide: Guide, agent: str) -> None:
    Client().get("/search/?q=giraffe", headers={"user-agent": agent})
    assert counted() == {}


def test_a_telephone_is_no_machine(guide: Guide) -> None:
    agent = "Mozilla/5.0 (Linux; Android 9; CUBOT_X18)"
    Client().get("/search/?q=giraffe", headers={"user-agent": agent})
    assert counted()["giraffe"] == (1, 1)


def test_asking_for_the_head_is_no_search(guide: Guide) -> None:
    Client().head("/search/?q=giraffe")
    assert counted() == {}


# What is not kept ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "jane.doe@example.org",
        "call 555 123 4567",
        "born 12/03/1961",
        "patient 0012345",
        "٠١٢٣٤٥",
        "my mother was told last week that her cancer came back",
        "a" * 39 + " " + "b" * 39 + " c d",
    ],
)
def test_words_that_may_tell_of_a_person_are_not_kept(guide: Guide, text: str) -> None:
    search(text)
    assert [(name, count) for name, (count, _without) in counted().items()] == [(OTHER, 1)]


@pytest.mark.parametrize(
    "text", ["stage 4", "ca 15 3", "brca1", "cancer 2026", "why does it spread"]
)
def test_other_words_are_kept(text: str) -> None:
    assert kept_words(SearchRequest(text)) == text


@given(st.text(max_size=300))
def test_what_is_kept_is_short_and_plain(text: str) -> None:
    kept = kept_words(SearchRequest.of({"q": text}))
    assert len(kept) <= 80
    assert len(kept.split()) <= 8
    assert sum(char.isdigit() for char in kept) <= 4
    assert all(char.isalnum() or char == " " for char in kept)


def test_nothing_is_kept_but_words_month_and_numbers() -> None:
    names = [field.name for field in SearchQueryCount._meta.get_fields()]
    assert names == ["id", "words", "month", "count", "without_result", "dismissed"]


def test_what_few_searched_for_is_forgotten_when_the_month_is_over(db: None) -> None:
    with time_machine.travel("2026-10-31"):
        SearchQueryCount.add(
            {"jane doe": SearchCounts(2, 2), "pain": SearchCounts(3, 0), OTHER: SearchCounts(1, 1)}
        )
    with time_machine.travel("2026-11-01"):
        SearchQueryCount.add({"pain": SearchCounts(1, 0)})
    assert {*SearchQueryCount.objects.values_list("month", "words", "count")} == {
        (dt.date(2026, 10, 1), "pain", 3), (dt.date(2026, 10, 1), OTHER, 1),
        (dt.date(2026, 11, 1), "pain", 1), (dt.date(2026, 11, 1), OTHER, 0),
    }  # fmt: skip


# When it is written -------------------------------------------------------------------------------


def test_a_search_costs_no_query_more(guide: Guide) -> None:
    guide.article(title="Giraffes")
    assert not [sql for sql in queries_of("/search/?q=giraffe") if "searchquerycount" in sql]
    assert not SearchQueryCount.objects.exists()


def test_what_is_remembered_is_written_when_its_time_has_come(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    search("giraffe")
    assert not SearchQueryCount.objects.exists()
    monkeypatch.setattr(analytics, "SECONDS", 0)
    Client().get("/robots.txt")
    assert SearchQueryCount.objects.get(words="giraffe").count == 1


def test_what_is_remembered_is_written_when_it_is_much(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analytics, "ENTRIES", 2)
    search("giraffe")
    assert not SearchQueryCount.objects.exists()
    search("lion")
    assert SearchQueryCount.objects.exclude(words=OTHER).count() == 2


def test_it_is_written_once(guide: Guide) -> None:
    search("giraffe")
    assert counted() == counted()


def test_later_searches_are_added(db: None) -> None:
    SearchQueryCount.add({"pain": SearchCounts(2, 1), "scan": SearchCounts(1, 0)})
    SearchQueryCount.add({"pain": SearchCounts(3, 1)})
    assert counted() == {"pain": (5, 2), "scan": (1, 0), OTHER: (0, 0)}


def test_much_is_written_with_few_queries(db: None, django_assert_max_num_queries: object) -> None:
    many = {f"word {number}": SearchCounts(1, 0) for number in range(analytics.ENTRIES)}
    with django_assert_max_num_queries(14):
        SearchQueryCount.add(many)
    assert SearchQueryCount.objects.count() == analytics.ENTRIES + 1


def test_what_cannot_be_written_is_let_go_and_logged(
    guide: Guide, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(taken: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(analytics, "SECONDS", 0)
    monkeypatch.setattr(SearchQueryCount, "add", fail)
    assert visit("/search/?q=giraffe")
    assert "1 searches could not be counted" in caplog.text
    assert not analytics.buffer.take()


def test_nothing_to_write_asks_nothing(django_assert_num_queries: object) -> None:
    analytics.buffer.flush()  # The test has no database.


# Floods -------------------------------------------------------------------------------------------


def test_a_flood_of_different_searches_does_not_fill_the_memory() -> None:
    for number in range(5000):
        analytics.buffer.add(f"word {number}", is_found=True)
    taken = analytics.buffer.take()
    assert len(taken) <= 2 * analytics.ENTRIES + 1
    assert sum(one.searches for one in taken.values()) == 5000


def test_a_flood_of_different_searches_does_not_fill_the_table(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "MOST_A_MONTH", 5)
    SearchQueryCount.add({"pain": SearchCounts(1, 0)})
    for number in range(20):
        SearchQueryCount.add({f"word {number}": SearchCounts(1, 1), "pain": SearchCounts(1, 0)})
    rows = counted()
    assert len(rows) <= 5 + 1
    assert rows["pain"] == (21, 0)
    assert sum(count for count, _without in rows.values()) == 41


def test_searches_at_the_same_time_are_all_counted() -> None:
    def many(_number: int) -> None:
        for _time in range(500):
            analytics.buffer.add("pain", is_found=False)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(many, range(8)))
    assert analytics.buffer.take() == {"pain": SearchCounts(4000, 4000)}


# Nothing found ------------------------------------------------------------------------------------


def test_who_finds_nothing_is_told_whom_to_ask(guide: Guide) -> None:
    told = words(visit("/search/?q=xylophone").main)
    assert "take it to your care team" in told
    assert "You can contact" not in told
