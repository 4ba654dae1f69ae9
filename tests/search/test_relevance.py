"""Patients find what they look for: our own list of what people ask, against the shipped guide."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from django.db import connection
from django.test import RequestFactory

from education.search.search_page import SearchRequest
from education.search.service import run_search

QUERIES = {
    kind: [(one["q"], one["right"]) for one in group]
    for kind, group in yaml.safe_load(
        Path(__file__).with_name("relevance.yaml").read_text()
    ).items()
}
WANTED = 0.95


class Answered(NamedTuple):
    """A query and the place of its first right answer; 0 when there is none among ten."""

    query: str
    place: int


@pytest.fixture
def answered(shipped_guide: None) -> dict[str, list[Answered]]:
    return {
        kind: [Answered(query, _place(query, right)) for query, right in group]
        for kind, group in QUERIES.items()
    }


def _place(query: str, right: list[str]) -> int:
    wanted = {*right}
    return next(
        (place for place, url in enumerate(_found(query), 1) if {url, url.split("/")[-1]} & wanted),
        0,
    )


def _found(query: str) -> Iterator[str]:
    """Yield what is shown, the box with a definition first; the answer to a cry for help too."""
    request = RequestFactory().get("/search/", {"q": query})
    found = run_search(request, SearchRequest.of(request.GET))
    shown = [link.url for link in found.alarm.links] if found.hides_results and found.alarm else []
    shown += [found.definition.url] if found.definition else []
    shown += [result.url for result in found.results]
    for url in shown:
        yield url.strip("/") or "/"


@pytest.mark.django_db
def test_most_of_a_few_queries_have_the_right_answer_among_the_first_three(
    shipped_guide: None,
) -> None:
    few = [query for group in QUERIES.values() for query in group[::12]]
    missed = [query for query, right in few if not 0 < _place(query, right) <= 3]
    assert len(missed) <= len(few) * (1 - WANTED) + 1, missed


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_the_right_answer_is_among_the_first_three(
    answered: dict[str, list[Answered]], capsys: pytest.CaptureFixture[str]
) -> None:
    hits, lines = {}, [f"\n{connection.vendor:<12} queries  hit@3    MRR"]
    for kind, group in answered.items():
        hits[kind] = sum(0 < one.place <= 3 for one in group) / len(group)
        rank = sum(1 / one.place for one in group if one.place) / len(group)
        lines.append(f"{kind:<12} {len(group):>7}  {hits[kind]:.3f}  {rank:.3f}")
    with capsys.disabled():
        sys.stdout.write("\n".join(lines) + "\n")
    missed = {
        kind: [one.query for one in group if not 0 < one.place <= 3]
        for kind, group in answered.items()
        if hits[kind] < WANTED
    }
    assert not missed


@pytest.mark.parametrize("kind", ["plain", "relatives", "symptoms", "misspelled", "spanish"])
def test_each_kind_of_query_is_well_represented(kind: str) -> None:
    assert len(QUERIES[kind]) >= 40


def test_nothing_is_asked_twice() -> None:
    queries = [query.lower() for group in QUERIES.values() for query, _right in group]
    assert len(queries) == len({*queries})
