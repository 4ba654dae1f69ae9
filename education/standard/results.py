"""What the standard finds in a draft."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from education.standard.document import Document

Level = Literal["G", "W"]  # G: the publishing gate refuses; W: the editor is warned


class Fault(NamedTuple):
    """What is wrong, where, and how to mend it."""

    place: str
    message: str
    mend: str


class Finding(NamedTuple):
    """A fault, with the row of the content standard that it breaks; row 0 is what stands above it.

    Row 0 holds “Where the words come from” and “Voice”, which are not rows of the checklist.
    """

    row: int
    level: Level
    place: str
    message: str
    mend: str


@dataclass(frozen=True)
class Known:
    """What the standard must know besides the draft."""

    terms: Mapping[str, str] = field(default_factory=dict)  # slug → the term as the glossary has it
    sources: Collection[str] = ()  # codes in the register
    fingerprints: Container[str] = ()  # of the sources' word runs


Find = Callable[[Document, Known], Iterator[Fault]]
