"""A misspelled word leads to the one that was meant, and a strange word to none."""

from __future__ import annotations

import pytest

from education.search import spelling

GUIDE = [
    "metastasis",
    "immunotherapy",
    "chemotherapy",
    "biopsy",
    "tumor",
    "lung",
    "scan",
    "surgery",
]


def meant_by(word: str) -> list[str]:
    """As a search does: by the keys first, then by what differs."""
    alike = [other for other in GUIDE if {*spelling.keys(other)} & {*spelling.keys(word)}]
    return spelling.nearest(word, alike)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("metastisis", "metastasis"),
        ("metasteses", "metastasis"),
        ("imunotherapy", "immunotherapy"),
        ("immunotherepie", "immunotherapy"),
        ("kemotherapy", "chemotherapy"),
        ("chemotheropy", "chemotherapy"),
        ("byopsey", "biopsy"),
        ("biospy", "biopsy"),
        ("tumer", "tumor"),
        ("tumro", "tumor"),
        ("lugn", "lung"),
        ("scann", "scan"),
        ("sugery", "surgery"),
        ("surgrey", "surgery"),
    ],
)
def test_a_misspelled_word_is_found(typed: str, meant: str) -> None:
    assert meant_by(typed)[:1] == [meant]


@pytest.mark.parametrize(
    "strange", ["banana", "scar", "zzzz", "x", "lamp", "numerous", "xylophone"]
)
def test_a_strange_word_is_left_alone(strange: str) -> None:
    assert "metastasis" not in meant_by(strange)
    assert spelling.distance(strange, "tumor") > 1


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("same", "same", 0),
        ("left", "let", 1),
        ("put", "puts", 1),
        ("cat", "cut", 1),
        ("swap", "sawp", 1),
        ("", "abc", 3),
        ("kitten", "sitting", 3),
    ],
)
def test_the_distance_counts_slips(one: str, other: str, steps: int) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one) == steps


def test_hardly_anybody_misses_the_first_letter() -> None:
    assert spelling.nearest("remission", ["emission"]) == []


def test_a_short_word_may_have_one_slip_only() -> None:
    assert spelling.nearest("lumb", ["lung"]) == []
