"""The vocabulary of the guide, and corrections of words that are not in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from education.search import near_words, tokenizer
from education.search.dictionary import is_word
from education.search.models.spellings import HIDDEN, STEM
from education.search.synonyms import Synonyms
from education.search.tokenizer import Token
from education.search.word_forms import STOP_WORDS

_SHORTEST_PART = 3  # letters, in “sideeffects” or “lymphnodes”
_SHORTEST_SMALL_WORD = 2  # “of” in “lossofappetite”
_MOST_PARTS = 5


def stem_keys(tokens: Sequence[Token]) -> set[str]:
    """Return the keys of spellings for the words of a query, and for each two neighbors joined."""
    said = [token for token in tokens if not token.is_stop]
    plain = [token.plain for token in said]
    plain += [one.plain + other.plain for one, other in pairwise(said)]
    return {mark + tokenizer.stem(word) for word in plain for mark in (STEM, HIDDEN)}


class Vocabulary:
    """The words of the guide and of its synonyms.

    `known` are words with a stem of the query. `vocabulary` returns all words that may be offered;
    it is called only when a word of the query is unknown. The stems in `never` are not offered.
    """

    def __init__(
        self,
        known: Iterable[str],
        synonyms: Synonyms,
        vocabulary: Callable[[], Iterable[str]] = tuple,
        never: Collection[str] = (),
    ) -> None:
        self._stems = {tokenizer.stem(word) for word in known} | synonyms.stems
        self._synonyms, self._load, self._never = synonyms, vocabulary, never

    def knows(self, stem: str) -> bool:
        """Return whether the guide or the synonyms contain a word with this stem."""
        return stem in self._stems

    def find_correction(self, token: Token) -> str:
        """Return the likely correction of an unknown word; empty when there is none.

        English and Spanish words are not corrected.
        """
        if len(token.plain) < near_words.SHORTEST or is_word(token.plain):
            return ""
        parts = self._parts(token.plain)
        if parts or not token.plain.isalpha():
            return " ".join(parts)
        return next(iter(near_words.nearest(token.plain, self._offered, self._synonyms.names)), "")

    @cached_property
    def _vocabulary(self) -> set[str]:
        return {*self._load()}

    @cached_property
    def _offered(self) -> set[str]:
        """Return the words that a correction may use.

        Stems that groups of synonyms forbid are left out: a reader who did not type a word about
        dying, for example, must not be shown one.
        """
        never = {*self._synonyms.unoffered, *self._never}
        words_of_guide = {word for word in self._vocabulary if tokenizer.stem(word) not in never}
        return words_of_guide | set(filter(is_word, self._synonyms.offered)) | STOP_WORDS

    @cached_property
    def _known_parts(self) -> set[str]:
        return self._vocabulary | set(filter(is_word, self._synonyms.words))

    def _parts(self, text: str) -> list[str]:
        """Return the known words that a word consists of, as few as possible: “bonepain”."""
        best: list[list[str] | None] = [[]]  # for each beginning of the text
        for end in range(1, len(text) + 1):
            ways = [
                [*before, text[start:end]]
                for start, before in enumerate(best)
                if before is not None
                and len(before) < _MOST_PARTS
                and self._is_part(text[start:end])
            ]
            best.append(min(ways, key=len, default=None))
        return best[-1] if best[-1] and len(best[-1]) > 1 else []

    def _is_part(self, part: str) -> bool:
        if part.isdecimal():
            return True
        is_small = len(part) >= _SHORTEST_SMALL_WORD and part in STOP_WORDS
        return is_small or (len(part) >= _SHORTEST_PART and part in self._known_parts)
