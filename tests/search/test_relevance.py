"""Patients find what they look for: our own list of what people ask, against the shipped guide."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from django.db import connection
from django.test import RequestFactory

from education.search.finding import find
from education.search.results import Asked

QUERIES = yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_text())
WANTED = 0.95


class Answered(NamedTuple):
    """A query and the place of its first right answer; 0 when there is none among ten."""

    query: str
    place: int


@pytest.fixture(scope="module")
def answered(shipped_guide: None, django_db_blocker: Any) -> list[Answered]:
    with django_db_blocker.unblock():
        return [Answered(one["q"], _place(one["q"], one["right"])) for one in QUERIES]


def _place(query: str, right: list[str]) -> int:
    return next((place for place, url in enumerate(_found(query), 1) if url in right), 0)


def _found(query: str) -> Iterator[str]:
    request = RequestFactory().get("/search/", {"q": query})
    for result in find(request, Asked.of(request.GET)).results:
        yield result.url.strip("/") or "/"


@pytest.mark.slow
def test_the_right_answer_is_among_the_first_three(
    answered: list[Answered], capsys: pytest.CaptureFixture[str]
) -> None:
    hits = sum(0 < one.place <= 3 for one in answered) / len(answered)
    rank = sum(1 / one.place for one in answered if one.place) / len(answered)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{connection.vendor}: {len(answered)} queries, hit@3 {hits:.3f}, MRR {rank:.3f}\n"
        )
    missed = [one.query for one in answered if not 0 < one.place <= 3]
    assert hits >= WANTED, missed


def test_the_list_is_long_enough_and_asks_nothing_twice() -> None:
    queries = [one["q"] for one in QUERIES]
    assert len(queries) == len({*queries}) >= 80
