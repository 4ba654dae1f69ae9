"""English and Spanish words, which the spelling correction leaves alone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from spellchecker import SpellChecker

from education.search.language_data import SPANISH, load, word_set
from education.search.tokenizer import plain_word

_MUCH_OFTENER = 50  # times as often in Spanish as in English, as “dolor”, which is in both lists
_OFTEN = 300  # Rarer words of the list are often not Spanish.
_LETTERS = re.compile("[áéíóúñ]")
# Spanish words that the list lacks.
_ALSO = word_set(load(SPANISH)["words"])
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


@cache
def english() -> SpellChecker:
    """Return the list of English words; it is read once."""
    return SpellChecker(distance=1)


def is_english(word: str) -> bool:
    """Return whether the list of English words contains a word."""
    return word in english().word_frequency.dictionary


def is_word(word: str) -> bool:
    """Return whether a plain word is English or Spanish."""
    return is_english(word) or is_spanish(word)


def is_spanish(word: str) -> bool:
    """Return whether a word, as typed, is Spanish and hardly English, or the plural of one."""
    if _LETTERS.search(word.casefold()):
        return True
    plain = plain_word(word)
    ways = {plain, plain.removesuffix("s"), plain.removesuffix("es")}
    return plain in _spanish() or (not is_english(plain) and not ways.isdisjoint(_spanish()))


@cache
def _spanish() -> frozenset[str]:
    """Return the Spanish words in the form of `tokenizer.plain_word`; they are read once."""
    times = SpellChecker(language="es").word_frequency.dictionary
    plain = unicodedata.normalize("NFKD", "\n".join(times)).translate(_ACCENTS).split("\n")
    in_english = english().word_frequency.dictionary
    return _ALSO | frozenset(
        word
        for word, often in zip(plain, times.values(), strict=True)
        if often > max(_OFTEN, _MUCH_OFTENER * in_english.get(word, 0))
    )
