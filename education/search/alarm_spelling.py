"""Spelling of alarm words: misspellings, words joined together, letters spaced out or repeated."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby, islice
from math import log

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from education.search.dictionary import english, is_english

_MOST_UNKNOWN = 40  # unknown words of one search that are compared with alarm words
_SHORTEST_WITH_SLIP, _LONGEST_WITH_ONE = 5, 8
_SHORTEST_SHORT = 4  # “chst”, “moove”: one letter left out of a word of five, or too many
_SHORTEST_TOGETHER, _LONGEST_TOGETHER = 7, 80
_LONGEST_PART = 20
_DENIAL = "no"  # would deny the sign that follows a word
_SEVERAL = 3  # equal letters in a row: no word has so many
_LETTERS_APART = 4


def split(text: str, known: frozenset[str]) -> list[str]:
    """Return the words of a folded text; joined words are split, and spaced-out words are joined.

    `known` are the alarm words; all other words are looked up in a list of English words.
    """
    words: list[str] = []
    for is_letter, group in groupby(
        text.split(), key=lambda word: len(word) == 1 and word.isalpha()
    ):
        letters = list(group)
        spaced = is_letter and len(letters) >= _LETTERS_APART
        words += ["".join(letters)] if spaced else letters
    words = [_without_run(word, known) for word in words]
    mended = may_be_mended(words, known)
    return [part for word in words for part in (_parts(word, known) if word in mended else (word,))]


def may_be_mended(words: list[str], known: frozenset[str]) -> frozenset[str]:
    """Return the words that are neither English nor alarm words; at most 40 of a search."""
    unknown = (word for word in words if word not in known and not is_english(word))
    return frozenset(islice(unknown, _MOST_UNKNOWN))


@lru_cache(maxsize=5_000)
def find_corrections(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the alarm words of which a word can be a misspelling; none for an English word."""
    if len(word) < _SHORTEST_SHORT or word in known or is_english(word):
        return ()
    most = 1 if len(word) <= _LONGEST_WITH_ONE else 2
    near = extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=5)
    # Of two short words, the longer one must have five letters.
    return tuple(
        other
        for other, _slips, _place in near
        if max(len(word), len(other)) >= _SHORTEST_WITH_SLIP and len(other) >= _SHORTEST_SHORT
    )


def _without_run(word: str, known: frozenset[str]) -> str:
    """Return a word without letters that were repeated, as in “heeelp”."""
    runs = [len(list(group)) for _char, group in groupby(word)]
    if max(runs, default=0) < _SEVERAL or not word.isalpha():
        return word
    once = "".join(char for char, _group in groupby(word))
    twice = "".join(
        char * min(2, len(list(group)) if len(run) < _SEVERAL else 2)
        for char, run, group in ((c, r, r) for c, g in groupby(word) for r in [list(g)])
    )
    for way in (twice, once):
        if way in known or is_english(way):
            return way
    return once


@lru_cache(maxsize=5_000)
def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the words of which a long unknown word consists, or the word itself."""
    is_fit = word.isalpha() and _SHORTEST_TOGETHER <= len(word) <= _LONGEST_TOGETHER
    if not is_fit or word in known or is_english(word) or find_corrections(word, known):
        return (word,)
    parts = _likeliest(word, known)
    if parts and parts[-1] == _DENIAL:  # “hermano”
        return (word,)
    return tuple(parts) or (word,)


def _likeliest(text: str, known: frozenset[str]) -> list[str]:
    """Return the likeliest division of a text into known words; empty when there is none."""
    counts = english().word_frequency.dictionary
    total = log(sum_of_counts())
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST_PART), end):
            part = text[start:end]
            count = max(counts.get(part, 0), 5_000 if part in known else 0)
            if (len(part) == 1 and part not in "ai") or not count or best[start][1] < 0:
                continue
            ways.append((best[start][0] + total - log(count), start))
        best.append(min(ways, default=(0.0, -1)))
    parts: list[str] = []
    end = len(text)
    while end > 0:
        start = best[end][1]
        if start < 0:
            return []
        parts.insert(0, text[start:end])
        end = start
    return parts


@cache
def sum_of_counts() -> int:
    """Return the sum of the counts of all words in the list of English words."""
    return sum(english().word_frequency.dictionary.values())
