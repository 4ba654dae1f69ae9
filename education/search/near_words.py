"""Known words that are near to a word, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # Words with fewer letters are not corrected.
LONG = 9  # Words with so many letters or more may have two wrong letters.
_VOWELS = frozenset("aeiouy")
# How likely a slip is, in powers of ten of the frequency of a word.
_TWICE, _LEFT_OUT_OR_SWAPPED, _VOWEL = 2.5, 1.5, 0.5


def nearest(
    word: str, known: Iterable[str], get_likelihood: Callable[[str], float]
) -> list[tuple[int, str]]:
    """Return known words that may have been meant, each with its number of slips, likeliest first.

    A slip is a letter that was left out, added, replaced or swapped with the next one; a word of
    nine letters or more may have two. In shorter words slips in the first letter are taken for
    another word; so are most slips in words of four letters.
    """
    most = 2 if len(word) >= LONG else 1
    scorer: Any = OSA.distance  # rapidfuzz declares its scorers more narrowly than it takes them
    near = process.extract(word, known, scorer=scorer, score_cutoff=most, limit=None)
    found = [(int(slips), other) for other, slips, _at in near if _may_be_slip(word, other)]
    return sorted(
        found, key=lambda one: (one[0], -get_likelihood(one[1]) - _bonus(word, one[1]), one[1])
    )


def _may_be_slip(word: str, other: str) -> bool:
    moved = len(other) > len(word) or sorted(word) == sorted(other)
    begins = (
        word[:1] == other[:1] or other[1:] == word or word[1:] == other or word[1::-1] == other[:2]
    )
    return len(word) >= LONG or (
        begins and (len(word) > SHORTEST or moved or _vowels_differ(word, other))
    )


def _bonus(word: str, other: str) -> float:
    """Return how much likelier than a replaced letter the difference of two words is."""
    if _once(word) == _once(other):
        return _TWICE
    if len(other) > len(word) or sorted(word) == sorted(other):
        return _LEFT_OUT_OR_SWAPPED
    return _VOWEL if _vowels_differ(word, other) else 0.0


def _vowels_differ(word: str, other: str) -> bool:
    """Return whether two words of one length differ in vowels only."""
    pairs = zip(word, other, strict=False)
    return len(word) == len(other) and all(
        one == two or {one, two} <= _VOWELS for one, two in pairs
    )


def _once(word: str) -> str:
    """Return a word without the second of two equal letters."""
    return re.sub(r"(.)\1", r"\1", word)
