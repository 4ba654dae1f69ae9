"""Weights of the keys of a text, which say how much the text is about each of them.

The formula is BM25F: words in a title count more than words in a body, the tenth mention less than
the first, and a long text does not win by its length.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from education.search import tokenizer
from education.search.documents import Line, Role
from education.search.models.spellings import LONGEST_KEY
from education.search.word_forms import FATE

_HALF = 4.0  # So many weighted mentions give half of the highest weight, which is 1.
_NAME_IN_OTHER_WORDS = 0.7  # A name without its stop words is nearly the name.


class _Rule(NamedTuple):
    """The weights of the lines of one role."""

    mention: float  # of a word
    usual_length: int  # in words
    pair: float  # two words side by side
    name: float  # the whole line is the query


_RULES = {
    Role.TITLE: _Rule(6.0, 4, 1.0, 1.0),
    Role.NAME: _Rule(0.0, 3, 1.0, 1.3),
    Role.OTHER_NAME: _Rule(3.0, 3, 0.9, 0.95),
    Role.MATCHED: _Rule(2.0, 20, 0.8, 0.9),
    Role.SEARCHED_AS: _Rule(2.0, 20, 0.8, 0.85),
    Role.LEAD: _Rule(2.5, 20, 0.6, 0.0),
    Role.HEADING: _Rule(2.0, 20, 0.6, 0.3),
    Role.BODY: _Rule(1.0, 250, 0.35, 0.0),
    Role.ASIDE: _Rule(0.4, 40, 0.2, 0.0),
    Role.NOT_COVERED: _Rule(0.1, 40, 0.05, 0.0),
}
_LENGTH_MATTERS = 0.5
_NEGATIONS = {"not", "no", "never", "without"}
_PROSE = {Role.LEAD, Role.BODY, Role.ASIDE}
_EXACT_NAMES = {Role.NAME, Role.OTHER_NAME, Role.MATCHED}


def compute_weights(lines: Iterable[Line], factor: float = 1.0) -> dict[str, float]:
    """Return the weight of each key under which a text can be found, times `factor`.

    A key is a stem, two stems side by side, “=” and the stems of a whole name, or “==” and the
    words of a whole name.
    """
    by_role: dict[Role, list[list[str]]] = defaultdict(list)
    weights: dict[str, float] = {}
    for line in lines:
        stems = tokenizer.content(line.words)
        by_role[line.role].append(_telling(line.role, stems))
        rule = _RULES[line.role]
        for pair in pairwise(stems):
            _raise(weights, pair_key(*pair), rule.pair)
        if rule.name:
            plain = [token.plain for token in tokenizer.tokens(line.words)]
            _raise(weights, name_key(tokenizer.stems(line.words)), rule.name)
            if _NEGATIONS.isdisjoint(plain):  # “Not cancer” is no name for cancer.
                _raise(weights, name_key(stems), rule.name * _NAME_IN_OTHER_WORDS)
            if line.role in _EXACT_NAMES:
                _raise(weights, exact_key(plain), rule.name)
    for stem, mentions in _mentions(by_role).items():
        if mentions:
            weights[stem] = mentions / (mentions + _HALF)
    weights.pop(name_key([]), None)
    return {key: round(weight * factor, 4) for key, weight in weights.items()}


def pair_key(one: str, other: str) -> str:
    """Return the key of two stems side by side."""
    return f"{one} {other}"[:LONGEST_KEY]


def name_key(stems: Iterable[str]) -> str:
    """Return the key of the stems of a whole name."""
    return ("=" + " ".join(stems))[:LONGEST_KEY]


def exact_key(plain: Iterable[str]) -> str:
    """Return the key of a whole name whose endings matter: “staging” is not “stage”."""
    return ("==" + " ".join(plain))[:LONGEST_KEY]


def _telling(role: Role, stems: list[str]) -> list[str]:
    """Return the stems that find a line: who asks about outlook does not ask how cells die."""
    if role in _PROSE and tokenizer.tells_fate_of_cells(stems):
        return [stem for stem in stems if stem not in FATE]
    return stems


def _mentions(by_role: dict[Role, list[list[str]]]) -> dict[str, float]:
    mentions: dict[str, float] = defaultdict(float)
    for role, lines in by_role.items():
        rule = _RULES[role]
        counts = Counter(stem for stems in lines for stem in stems)
        relative_length = counts.total() / rule.usual_length
        norm = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * relative_length
        for stem, count in counts.items():
            mentions[stem] += rule.mention * count / norm
    return mentions


def _raise(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weights.get(key, 0), weight)
