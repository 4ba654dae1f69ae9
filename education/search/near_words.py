"""Known words that are near to a word, the nearest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # Words with fewer letters are not corrected.
_LONG = 9  # Words with so many letters or more may have two wrong letters.


def nearest(word: str, known: Iterable[str], first: Collection[str] = ()) -> list[str]:
    """Return the known words that may have been meant, the nearest first.

    A known word is near if one letter was left out, added, replaced or swapped with the next one;
    in words of nine letters or more, two letters. Among words equally near, those with the same
    first letter come first, then those in `first`, then the others, each in alphabetical order.
    """
    most = 2 if len(word) >= _LONG else 1
    scorer: Any = OSA.distance  # rapidfuzz declares its scorers more narrowly than it takes them
    found = process.extract(word, known, scorer=scorer, score_cutoff=most, limit=None)
    ordered = sorted(
        (slips, other[:1] != word[:1], other not in first, other) for other, slips, _at in found
    )
    return [other for *_order, other in ordered]
