"""The vocabulary of the guide, and corrections of words that are not in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from math import log10
from typing import NamedTuple

from education.search import near_words, tokenizer
from education.search.dictionary import common, get_frequency, is_spanish, is_word
from education.search.models.spellings import HIDDEN, STEM
from education.search.synonyms import Synonyms
from education.search.tokenizer import Token
from education.search.word_forms import STOP_WORDS

_SHORTEST_PART = 3  # letters, in “sideeffects” or “lymphnodes”
_SHORTEST_SMALL_WORD = 2  # “of” in “lossofappetite”
_MOST_PARTS = 5
_LONGEST_ABBREVIATION = 5
_LONG_ENOUGH = 6  # letters, of a word that is taken for a word which may not be offered
_SEARCHED = 0.3  # added to the likelihood of a word that people search for, in powers of ten
_IN_GUIDE = 0.2
_NEGATIONS = ("un", "in", "im", "ir", "il", "dis", "non", "anti", "a")
_OPPOSITES = (("hypo", "hyper"), ("intra", "extra"), ("pre", "post"))


def stem_keys(tokens: Sequence[Token]) -> set[str]:
    """Return the keys of spellings for the words of a query, and for each two neighbors joined."""
    said = [token for token in tokens if not token.is_stop]
    plain = [token.plain for token in said]
    plain += [one.plain + other.plain for one, other in pairwise(said)]
    return {mark + tokenizer.stem(word) for word in plain for mark in (STEM, HIDDEN)}


class Meant(NamedTuple):
    """The words that a misspelled word means, and whether a reader may be shown them."""

    words: str = ""
    is_shown: bool = False


class Vocabulary:
    """The words of the guide and of its synonyms.

    `known` are words with a stem of the query. `vocabulary` returns all words that may be offered;
    it is called only when a word of the query is unknown.
    """

    def __init__(
        self,
        known: Iterable[str],
        synonyms: Synonyms,
        vocabulary: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._stems = {tokenizer.stem(word) for word in known} | synonyms.stems
        self._synonyms, self._load = synonyms, vocabulary
        self._never = {*synonyms.unoffered}

    def knows(self, stem: str) -> bool:
        """Return whether the guide or the synonyms contain a word with this stem."""
        return stem in self._stems

    def find_meant(self, token: Token, *, in_english: bool = False) -> Meant:
        """Return what an unknown word likely means; without words when that is unclear.

        English and Spanish words are left alone, and so is a word that is nearest to a common
        English word which the guide does not have. Words that groups of synonyms forbid to offer
        are meant only by long words, and not shown: a reader who did not type a word about dying,
        for example, must not be shown one. `in_english` leaves out Spanish words.
        """
        word = token.plain
        is_abbreviation = token.text.isupper() and len(word) <= _LONGEST_ABBREVIATION
        if len(word) < near_words.SHORTEST or is_abbreviation or is_word(word):
            return Meant()
        near = self._nearest(word, in_english=in_english) if word.isalpha() else []
        slips = near[0][0] if near else 0
        if slips != 1 and (parts := self._parts(word)):
            return Meant(
                " ".join(parts), is_shown=self._never.isdisjoint(map(tokenizer.stem, parts))
            )
        if not near:
            return Meant()
        best = near[0][1]
        if best in self._offered or tokenizer.stem(best) in self._offered_stems:
            return Meant(best, is_shown=True)
        is_hidden = best in self._hidden and len(word) >= _LONG_ENOUGH
        return Meant(best) if is_hidden else Meant()

    def _nearest(self, word: str, *, in_english: bool) -> list[tuple[int, str]]:
        known = self._meant if len(word) >= near_words.LONG else self._meant_or_common
        return [
            (slips, other)
            for slips, other in near_words.nearest(word, known, self._get_likelihood)
            if not (_are_opposite(word, other) or (in_english and is_spanish(other)))
        ]

    def _get_likelihood(self, word: str) -> float:
        """Return how likely a word is meant, as a power of ten."""
        searched = _SEARCHED if word in self._synonyms.names else 0.0
        in_guide = _IN_GUIDE if word in self._offered else 0.0
        return log10(1 + get_frequency(word)) / 2 + searched + in_guide

    @cached_property
    def _vocabulary(self) -> set[str]:
        return {*self._load()}

    @cached_property
    def _offered(self) -> set[str]:
        """Return the words that a correction may show."""
        words_of_guide = {
            word for word in self._vocabulary if tokenizer.stem(word) not in self._never
        }
        return words_of_guide | set(filter(is_word, self._synonyms.offered)) | STOP_WORDS

    @cached_property
    def _offered_stems(self) -> set[str]:
        return {tokenizer.stem(word) for word in self._offered}

    @cached_property
    def _hidden(self) -> set[str]:
        """Return the words that may be found, but not shown: about outlook, or no words at all."""
        strange = {word for word in self._synonyms.words if not is_word(word)}
        words = self._vocabulary | self._synonyms.words
        return strange | {word for word in words if tokenizer.stem(word) in self._never}

    @cached_property
    def _meant(self) -> set[str]:
        return self._offered | self._hidden

    @cached_property
    def _meant_or_common(self) -> set[str]:
        return self._meant | common()

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


def _are_opposite(word: str, other: str) -> bool:
    """Return whether two words differ by a negation or by prefixes of opposite meaning."""
    long, short = sorted((word, other), key=len, reverse=True)
    if any(long == negation + short for negation in _NEGATIONS):
        return True
    return any(
        (word.startswith(one) and other.startswith(two))
        or (word.startswith(two) and other.startswith(one))
        for one, two in _OPPOSITES
    )
