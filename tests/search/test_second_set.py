"""The second set of searches: help first, no help where none is needed, and the plain search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import RequestFactory

from education.search.search_page import SearchPage, SearchRequest
from education.search.service import run_search
from tests.search.test_alarms import found

SET = yaml.safe_load(Path(__file__).with_name("alarms_second.yaml").read_text())
NONE = [*SET["none"], *SET["later"]["none"]]


def _help() -> Iterator[tuple[str, str]]:
    for part in (SET["help"], SET["later"]):
        for slugs, texts in part.items():
            yield from ((text, slugs) for text in texts if slugs != "none")
    yield from SET["regraded"].items()


def test_help_comes_first() -> None:
    assert not [text for text, slugs in _help() if found(text) not in slugs.split("-or-")]


def test_no_help_where_none_is_needed() -> None:
    assert not [text for text in NONE if found(text)]


def test_what_cannot_be_told_apart_shows_help() -> None:
    assert not [text for text in SET["shown"] if not found(text)]


def test_nothing_is_asked_twice() -> None:
    texts = [text.lower() for text in [*(text for text, _slugs in _help()), *NONE]]
    assert len(texts) == len({*texts})


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("shipped_guide")
def test_the_plain_search_answers() -> None:
    missed = [one["q"] for one in SET["ordinary"] if not _is_held(one)]
    assert not missed


def _is_held(one: dict[str, Any]) -> bool:
    request = RequestFactory().get("/search/", {"q": one["q"]})
    shown = run_search(request, SearchRequest.of(request.GET))
    offered = {*(shown.correction.text.lower().split() if shown.correction else ())}
    offered |= {word for also in shown.also for word in also.lower().split()}
    return (
        (not one.get("right") or not {*one["right"]}.isdisjoint(_first(shown)))
        and not (one.get("as_typed") and shown.correction)
        and offered.isdisjoint(one.get("never", ()))
    )


def _first(shown: SearchPage) -> Iterator[str]:
    urls = [result.url for result in shown.results[:3]]
    urls += [shown.definition.url] if shown.definition else []
    for url in urls:
        yield url.strip("/").split("/")[-1]
