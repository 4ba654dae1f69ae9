"""Findings of the content standard in a document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from education.standard.document import Document


class Level(StrEnum):
    """Level of a finding: it blocks a sign-off, or warns the editor."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Fault(NamedTuple):
    """Fault of a text: its place, what is wrong, how to fix it, and its block if known.

    Without a place it is a fault of the whole text.
    """

    place: str
    message: str
    mend: str
    block_id: str = ""


class Finding(NamedTuple):
    """Fault with the level and the row of the content standard that it breaks.

    Row 0 holds “Where the words come from” and “Voice”, which are not rows of the checklist.
    """

    row: int
    level: Level
    place: str
    message: str
    mend: str
    block_id: str = ""  # of the block in the editor, if the place is in one
    field: str = ""  # the name of the form's field, if the place is in one

    @property
    def anchor(self) -> str:
        """Return the anchor of block or field in the editor; empty for the whole text.

        Wagtail opens the tab of the field that “:w:contentpath=” names, as “Usage” does.
        """
        if self.block_id:
            return f"block-{self.block_id}-section"
        return f":w:contentpath={self.field}" if self.field else ""


@dataclass(frozen=True)
class RuleContext:
    """Glossary terms and sources, which the rules need besides the document."""

    terms: Mapping[str, str] = field(default_factory=dict)  # slug → term
    sources: Collection[str] = ()  # codes in the register
    fingerprints: Container[str] = ()  # of the sources' word runs


Find = Callable[[Document, RuleContext], Iterator[Fault]]
