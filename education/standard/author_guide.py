"""Content standard in words, for authors. Its numbers and levels come from the rules."""

from __future__ import annotations

from typing import Any, NamedTuple

from education.standard.language_data import load
from education.standard.parts import TO_WRITE
from education.standard.registry import RULES
from education.standard.results import Level
from education.standard.rules import reading, structure, words

_GUIDE: dict[str, Any] = load()["guide"]
_NUMBERS = {
    "columns": structure.COLUMNS,
    "fewest": reading.MEAN[0],
    "grade": reading.HIGHEST_GRADE,
    "long": reading.LONG,
    "longest_paragraph": reading.LONGEST_PARAGRAPH,
    "mark": TO_WRITE,
    "most": reading.MEAN[1],
    "paragraph": reading.PARAGRAPH,
    "patients": words.PATIENTS,
    "questions": structure.QUESTIONS,
    "run": reading.RUN,
    "short": reading.SHORT,
    "summary_sentences": reading.SUMMARY_SENTENCES,
    "summary_words": reading.SUMMARY_WORDS,
    "too_long": reading.TOO_LONG,
    "words_per_heading": structure.STRETCH,
}


class Row(NamedTuple):
    """Row of the checklist: what it asks, and an example."""

    number: int
    title: str
    asks: str
    instead_of: str = ""
    write: str = ""
    checked_by: str = ""  # if the panel does not check the row

    @property
    def levels(self) -> set[Level]:
        """Return the levels of its rules."""
        return {rule.level for rule in RULES if rule.row == self.number}


class Topic(NamedTuple):
    """Subject that needs care, and how to word it."""

    topic: str
    how: str


ROWS = tuple(Row(**{**row, "asks": row["asks"].format(**_NUMBERS)}) for row in _GUIDE["rows"])
CARE = tuple(Topic(**topic) for topic in _GUIDE["care"])
VOICE: tuple[str, ...] = tuple(_GUIDE["voice"])
