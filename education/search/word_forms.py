"""Word forms that the stemmer lacks: stop words, British spelling, medical word families."""

from __future__ import annotations

import re

from education.search.language_data import ENGLISH, SPANISH, bases, load, word_set

_WORDS = load(ENGLISH)
_SPANISH_WORDS = load(SPANISH)

ENGLISH_STOP_WORDS = word_set(_WORDS["stop_words"])
STOP_WORDS = ENGLISH_STOP_WORDS | word_set(_SPANISH_WORDS["stop_words"])
BRITISH = tuple((re.compile(pattern), american) for pattern, american in _WORDS["spellings"])
SPELLINGS = BRITISH + tuple(
    (re.compile(pattern), ending) for pattern, ending in _SPANISH_WORDS["endings"]
)
IRREGULAR = bases(_WORDS["irregular_forms"])
# Words that are in most texts of a guide on cancer: they say little beside other words.
GENERIC_WORDS = word_set(_WORDS["generic_words"]) | word_set(_SPANISH_WORDS["generic_words"])
# Words that mean nothing without their neighbors, as “back” in “come back” and “back pain”.
WEAK_WORDS = word_set(_WORDS["weak_words"])
FAMILIES = tuple(map(tuple, _WORDS["word_families"]))
ROOTS: dict[str, str] = _WORDS["stems"]
# Words about people's outlook, unless a text tells of cells: then they are the fate of cells.
FATE = word_set(_WORDS["fate_stems"])
GRAVE = re.compile("|".join(_WORDS["grave"]), re.IGNORECASE)
CELLS = word_set(_WORDS["cell_stems"])


def american(word: str) -> str:
    """Return a word in American spelling, roughly: the result may be no word."""
    for british, spelling in BRITISH:
        word = british.sub(spelling, word)
    return word
