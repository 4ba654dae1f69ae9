"""Which words of a query the guide knows, and what was meant by the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from education.models.search import SearchSpelling
from education.search import spelling, words
from education.search.synonyms import Synonyms
from education.search.word_forms import STOP_WORDS
from education.search.words import Token

_SHORTEST_PART = 3  # letters, in “sideeffects” or “lymphnodes”


def stem_keys(tokens: Sequence[Token]) -> set[str]:
    """Under which keys it stands whether the guide has these words, joined or parted, too."""
    said = [token for token in tokens if not token.is_stop]
    plain = [token.plain for token in said]
    plain += [one.plain + other.plain for one, other in pairwise(said)]
    plain += [part for token in said for pair in _splits(token) for part in pair]
    return {spelling.stem_key(words.stem(word)) for word in plain}


def sound_keys(tokens: Sequence[Token]) -> set[str]:
    """Under which keys the words stand that may have been meant."""
    said = [token.plain for token in tokens if not token.is_stop and token.plain.isalpha()]
    return {key for word in said for key in spelling.keys(word)}


class Lexicon:
    """The words that the guide and its synonyms know, as far as a query needs them."""

    def __init__(self, rows: Iterable[SearchSpelling], synonyms: Synonyms) -> None:
        self._words = {row.word for row in rows}
        self._stems = {words.stem(word) for word in self._words} | synonyms.stems
        self._synonyms = synonyms

    def knows(self, stem: str) -> bool:
        """Whether any form of a word stands in the guide or among the synonyms."""
        return stem in self._stems

    def meant_by(self, token: Token) -> list[str]:
        """The words that somebody may have meant who typed an unknown one, the likeliest first."""
        if len(token.plain) < spelling.SHORTEST or not token.plain.isalpha():
            return []
        whole = spelling.nearest(token.plain, self._words | self._synonyms.words | STOP_WORDS)
        return whole[:2] or [" ".join(pair) for pair in _splits(token) if self._know_both(pair)][:1]

    def _know_both(self, pair: tuple[str, str]) -> bool:
        return all(self.knows(words.stem(part)) for part in pair)


def _splits(token: Token) -> list[tuple[str, str]]:
    word = token.plain
    ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return [(word[:end], word[end:]) for end in ends]
