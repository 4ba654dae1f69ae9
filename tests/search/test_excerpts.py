"""Marks in the results of a search: a number or a name is marked whole or not at all."""

from __future__ import annotations

import pytest

from education.search import tokenizer
from education.search.excerpts import SearchedStems, find_best_paragraph, get_excerpt, mark


def marked(text: str, *sought: str) -> list[str]:
    single = frozenset(stem for one in sought for stem in tokenizer.content(one))
    html = mark(text, SearchedStems(single=single))
    return [part.partition("</mark>")[0] for part in html.split("<mark>")[1:]]


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Call 1-800-4-CANCER.", "cancer"),
        ("Call NCI at 1-800-4-CANCER (1-800-422-6237).", "cancer 800"),
        ("Call (800) 422-6237 at night.", "800"),
        ("Call +1 800 422 6237.", "800"),
        ("At 100.4 degrees, call.", "100"),
        ("HER2-positive tumors", "positive"),
        ("the PD-1 protein", "1"),
    ],
)
def test_a_part_of_a_number_or_of_a_name_with_digits_is_not_marked(text: str, sought: str) -> None:
    assert marked(text, sought) == []


@pytest.mark.parametrize(
    ("text", "sought", "whole"),
    [
        ("Call 1-800-4-CANCER.", "1-800-4-CANCER", ["1-800-4-CANCER"]),
        ("the PD-1 protein", "pd-1", ["PD-1"]),
        ("small-cell lung cancer", "cell", ["small-cell"]),
        ("a whole-body treatment", "body", ["whole-body"]),
        ("cancer, stage 4", "cancer", ["cancer"]),
        ("non-small-cell lung cancer", "small cell lung cancer", ["non-small-cell lung cancer"]),
        ("About 2 in 10 people with cancer", "cancer", ["cancer"]),
    ],
)
def test_a_word_with_a_hyphen_is_marked_whole(text: str, sought: str, whole: list[str]) -> None:
    assert marked(text, sought) == whole


def test_a_number_with_a_word_in_it_is_no_reason_to_show_a_sentence() -> None:
    assert SearchedStems(single=frozenset(tokenizer.content("cancer"))).count("1-800-4-CANCER") == 0


@pytest.mark.parametrize("lead_in", ["Call today if", "They may mean a zebra:"])
def test_an_excerpt_never_ends_before_the_list_that_it_announces(lead_in: str) -> None:
    text = f"Summary.\n{lead_in}\na stripe\na hoof is sore"
    for asked in ("zebra call", "stripe", "hoof", "today", "mean"):
        sought = SearchedStems(single=frozenset(tokenizer.content(asked)))
        html = get_excerpt(find_best_paragraph(text, sought), sought)
        assert html.endswith(("stripe", "stripe</mark>", "sore", "Summary."))


def test_an_item_of_a_list_is_shown_with_its_lead_in() -> None:
    sought = SearchedStems(single=frozenset({"hoof"}))
    text = "Call today if\na stripe\na hoof is sore"
    assert find_best_paragraph(text, sought).words == "Call today if … a hoof is sore"
