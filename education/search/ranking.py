"""Ranking of hits by what a text is about, not by its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from education.search.models.index import ROWS_A_KEY, EntryKind, Match
from education.search.query_parsing import Concept, NamePart, Query
from education.search.synonyms import Stems

MOST_HITS = 200
_ABOUT_ENOUGH = 0.1  # Share of the best content score; lower scores only make the list longer.
_COMMONEST = 0.15  # The rarity of a word that is in every text: it still counts a little.
_NAME = 9.0  # A text whose name is the query.
_PAIR = 0.35  # Two words of the query side by side.
_EXACT = 5.0  # A definition whose name is the query, letter by letter.
_MEANING = 1.5  # A definition, when a meaning is asked for.
_GENERIC = 0.35  # A word such as “cancer”, which is in most texts.
_ANOTHER_WAY = 0.3  # Added to the share of a synonym, which still covers most of a concept.


@dataclass
class Hit:
    """A text that a query found."""

    entry_id: int
    kind: EntryKind
    object_id: int
    weights: dict[str, float] = field(default_factory=dict)
    score: float = 0.0


def rank(query: Query, matches: Iterable[Match]) -> list[Hit]:
    """Return the hits, best first, at most 200."""
    hits: dict[int, Hit] = {}
    for match in matches:
        hit = hits.get(match.entry_id)
        if hit is None:
            hit = Hit(match.entry_id, EntryKind(match.kind), match.object_id)
            hits[match.entry_id] = hit
        hit.weights[match.key] = match.weight
    judge = _Judge(query, hits.values())
    contents = {hit.entry_id: judge.score_content(hit) for hit in hits.values()}
    enough = max(contents.values(), default=0.0) * _ABOUT_ENOUGH
    for hit in hits.values():
        hit.score = contents[hit.entry_id] + judge.score_name(hit)
    ordered = sorted(hits.values(), key=lambda hit: (-hit.score, hit.entry_id))
    return [hit for hit in ordered[:MOST_HITS] if hit.score > enough]


class _Gain(NamedTuple):
    """The score of a text that expresses a concept in one way, and how much of it is covered."""

    keys: Stems
    gain: float
    share: float


class _Judge:
    """Scores of hits, by the rarity of each key among all hits."""

    def __init__(self, query: Query, hits: Iterable[Hit]) -> None:
        counts = Counter(key for hit in hits for key in hit.weights)
        self._rarity = {key: _rarity(count) for key, count in counts.items()}
        self._importance = [self._importance_of(concept) for concept in query.concepts]
        self._whole = sum(self._importance) or 1.0
        self._gains = [self._gains_of(concept) for concept in query.concepts]
        self._pairs = [(pair, self._rarity[pair]) for pair in query.pairs if pair in self._rarity]
        self._names = self._names_of(query)
        self._asks_meaning = query.asks_meaning
        self._exact = query.exact

    def score_content(self, hit: Hit) -> float:
        """Return the score of a hit for its content and the share of the query that it covers."""
        score = covered = 0.0
        for gains, importance in zip(self._gains, self._importance, strict=True):
            gain, share = _best(gains, hit.weights)
            score += gain
            covered += share * importance
        beside = sum(rarity * hit.weights.get(pair, 0.0) for pair, rarity in self._pairs)
        return score * covered / self._whole + _PAIR * beside

    def score_name(self, hit: Hit) -> float:
        """Return the score of a hit whose name is the query or a part of it."""
        name = max((share * hit.weights.get(key, 0.0) for key, share in self._names), default=0.0)
        wanted = self._asks_meaning and hit.kind is EntryKind.TERM
        found = [hit.weights[key] for key in self._exact if key in hit.weights]
        exact = max(found, default=0.0) if hit.kind is EntryKind.TERM else 0.0
        return _NAME * name * (_MEANING if wanted else 1.0) + _EXACT * exact

    def _gains_of(self, concept: Concept) -> list[_Gain]:
        own = self._rarity_of(concept.wordings[0].keys)
        gains = []
        for wording in concept.wordings:
            rarity = self._rarity_of(wording.keys)
            worth = wording.factor * min(rarity, own or rarity) * concept.size / len(wording.keys)
            worth *= _GENERIC if concept.is_generic else 1.0
            if worth:
                gains.append(_Gain(wording.keys, worth, min(1.0, wording.factor + _ANOTHER_WAY)))
        return gains

    def _names_of(self, query: Query) -> list[tuple[str, float]]:
        """Return each name that was found, with a factor that grows with its share of the query."""
        telling = {
            stem: importance / concept.size
            for concept, importance in zip(query.concepts, self._importance, strict=True)
            for stem in concept.wordings[0].keys
        }

        def worth(part: NamePart) -> float:
            if not part.stems:  # All the words are stop words, as in “how is it”.
                return 1.0
            told = sum(telling.get(stem, 0.0) for stem in part.stems)
            return (min(1.0, told / self._whole) * part.factor) ** 2

        return [(key, worth(part)) for key, part in query.names.items() if key in self._rarity]

    def _importance_of(self, concept: Concept) -> float:
        own = self._rarity_of(concept.wordings[0].keys)
        rarities = (self._rarity_of(wording.keys) for wording in concept.wordings)
        share = _GENERIC if concept.is_generic else 1.0
        return share * concept.size * (own or max(rarities, default=0.0))

    def _rarity_of(self, keys: Stems) -> float:
        """Return the average rarity of keys; 0 when one of them was not found."""
        known = [self._rarity.get(key, 0.0) for key in keys]
        return sum(known) / len(known) if all(known) else 0.0


def _best(gains: Iterable[_Gain], weights: dict[str, float]) -> tuple[float, float]:
    best = (0.0, 0.0)
    for keys, gain, share in gains:
        if all(key in weights for key in keys):
            best = max(best, (gain * sum(weights[key] for key in keys), share))
    return best


def _rarity(count: int) -> float:
    """Return the rarity of a key, relative to the most rows that a key can have.

    It does not depend on the size of the guide. So a word such as “spread”, which is in most texts
    of a small guide, still counts a little.
    """
    return max(_COMMONEST, log(1 + (ROWS_A_KEY - count + 0.5) / (count + 0.5)))
