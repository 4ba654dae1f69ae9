"""Word forms that the stemmer lacks: stop words, British spelling, medical word families."""

from __future__ import annotations

import re

from education.search.language_data import ENGLISH, bases, load, word_set

_WORDS = load(ENGLISH)

STOP_WORDS = word_set(_WORDS["stop_words"])
SPELLINGS = tuple((re.compile(pattern), american) for pattern, american in _WORDS["spellings"])
IRREGULAR = bases(_WORDS["irregular_forms"])
FAMILIES = tuple(map(tuple, _WORDS["word_families"]))
ROOTS: dict[str, str] = _WORDS["stems"]
