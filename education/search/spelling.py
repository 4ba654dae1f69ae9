"""Finds the word that somebody meant: by its sound, by its letters, by how little differs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from education.models.search import STEM

SHORTEST = 3  # Words with fewer letters are left as they are.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ps(?=[yeiao])", "s"),
        (r"^[kg]n", "n"),
        (r"^wr", "r"),
        (r"ph", "f"),
        (r"sch|ch|ck|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"dg|g(?=[eiy])", "j"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"[aeiouyhw]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_LONG_SKELETON = 4


@lru_cache(maxsize=20_000)
def keys(word: str) -> tuple[str, ...]:
    """Under which keys a word is kept and sought: two spellings of one word share one of them.

    The sound of its consonants catches wrong vowels and doubled letters; the same with one left out
    catches one wrong consonant; the sorted letters catch swapped ones.
    """
    bones = _skeleton(word)
    shorter = (
        [bones[:at] + bones[at + 1 :] for at in range(len(bones))]
        if len(bones) >= _LONG_SKELETON
        else []
    )
    return tuple(dict.fromkeys(["#" + "".join(sorted(word)), bones, *shorter] if bones else []))


def stem_key(stem: str) -> str:
    """The key that tells whether the guide has any form of a word."""
    return STEM + stem


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that somebody may have meant, the likeliest first."""
    most = _allowed(word)
    measured = sorted(
        (steps, abs(len(other) - len(word)), other)
        for other in set(known)
        if abs(len(other) - len(word)) <= most
        and _begin_alike(word, other)
        and (steps := distance(word, other)) <= most
    )
    return [other for *_order, other in measured]


def distance(one: str, other: str) -> int:
    """How many letters were left out, put in, replaced or swapped with the next one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            steps = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, last[j - 2] + 1)
            row.append(steps)
    return row[-1]


def _begin_alike(one: str, other: str) -> bool:
    """Hardly anybody misses the first sound, or the first letter, of a word."""
    return (
        one[:1] == other[:1]
        or _skeleton(one)[:1] == _skeleton(other)[:1]
        or sorted(one) == sorted(other)
    )


def _allowed(word: str) -> int:
    """How many slips a word of this length can have and still be recognized."""
    return 1 if len(word) <= 5 else 2 if len(word) <= 8 else 3


@lru_cache(maxsize=20_000)
def _skeleton(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
