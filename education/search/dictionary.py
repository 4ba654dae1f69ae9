"""English and Spanish words, which the spelling correction leaves alone."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from spellchecker import SpellChecker

from education.search.language_data import ENGLISH, SPANISH, load, word_set
from education.search.tokenizer import plain_word
from education.search.word_forms import american

_MUCH_OFTENER = 50  # times as often in Spanish as in English, as “dolor”, which is in both lists
_OFTEN = 300  # Rarer words of the list are often not Spanish.
_COMMON = 2_000  # times in the texts of which the English list was made
_NEGATIONS = ("un", "non", "dis")
_SHORTEST_NEGATED = _SHORTEST_BRITISH = 5  # letters
# Words that the lists lack.
_ALSO_ENGLISH = word_set(load(ENGLISH)["words"])
_ALSO_SPANISH = word_set(load(SPANISH)["words"])
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


@cache
def english() -> SpellChecker:
    """Return the list of English words; it is read once."""
    return SpellChecker(distance=1)


def is_english(word: str) -> bool:
    """Return whether the list of English words contains a word."""
    return word in english().word_frequency.dictionary


def get_frequency(word: str) -> int:
    """Return how often a word is in the texts of which the English list was made."""
    times: int = english().word_frequency.dictionary.get(word, 0)
    return times


@cache
def common() -> frozenset[str]:
    """Return the common English words."""
    times = english().word_frequency.dictionary
    return frozenset(word for word, often in times.items() if often >= _COMMON)


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Return whether a plain word is English, in any spelling, or Spanish."""
    return (
        is_english(word)
        or word in _ALSO_ENGLISH
        or (word.endswith("s") and word[:-1] in _ALSO_ENGLISH)
        or (len(word) >= _SHORTEST_BRITISH and is_english(american(word)))
        or any(_is_negated(word, negation) for negation in _NEGATIONS)
        or is_spanish(word)
    )


def _is_negated(word: str, negation: str) -> bool:
    rest = word.removeprefix(negation)
    return rest != word and len(rest) >= _SHORTEST_NEGATED and is_english(rest)


def is_spanish(word: str) -> bool:
    """Return whether a word is Spanish and hardly English, or the plural of one."""
    plain = plain_word(word)
    if plain in _ALSO_ENGLISH:
        return False
    ways = {plain, plain.removesuffix("s"), plain.removesuffix("es")}
    return plain in _spanish() or (not is_english(plain) and not ways.isdisjoint(_spanish()))


@cache
def _spanish() -> frozenset[str]:
    """Return the Spanish words in the form of `tokenizer.plain_word`; they are read once."""
    times = SpellChecker(language="es").word_frequency.dictionary
    plain = unicodedata.normalize("NFKD", "\n".join(times)).translate(_ACCENTS).split("\n")
    in_english = english().word_frequency.dictionary
    return _ALSO_SPANISH | frozenset(
        word
        for word, often in zip(plain, times.values(), strict=True)
        if often > max(_OFTEN, _MUCH_OFTENER * in_english.get(word, 0))
        and word not in _ALSO_ENGLISH
    )
