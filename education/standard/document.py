"""Document: a page, answer or term as the content standard reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal, Protocol

from education.standard.extract import Body, Here, placed
from education.standard.markup import Link, pieces
from education.standard.parts import EmptyField, Figure, Gap, Part, Passage, Photo, Role, Table

# An index has a text of its own; a list has only title and summary, and lists other pages.
Kind = Literal["home", "index", "list", "step", "treatment", "article", "about", "faq", "term"]

# The six questions that a treatment page answers, and the headings over the answers.
SLOTS = {
    "how_it_works": "How does it work?",
    "benefits": "What are the possible benefits?",
    "risks": "What are the possible risks and side effects?",
    "without": "What if I choose not to have it?",
    "alternatives": "What other choices are there?",
    "daily_life": "What might daily life be like?",
}


@dataclass(frozen=True)
class Document:
    """Page, answer or term.

    `sources` are codes that are listed beside the text, not in it; `required` are values, by label,
    that a draft may lack.
    """

    kind: Kind
    title: str
    summary: str
    search_description: str = ""
    parts: tuple[Part, ...] = ()
    sources: tuple[str, ...] = ()
    required: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def from_bodies(
        cls,
        *,
        kind: Kind,
        title: str,
        summary: str,
        search_description: str = "",
        body: Body,
        opening: Body | None = None,
        glance: Mapping[str, str] | None = None,
        slots: Mapping[str, Body] | None = None,
        sources: Iterable[str] = (),
        required: Mapping[str, object] | None = None,
    ) -> Document:
        """Return a document from its bodies, in the order in which it is read.

        A treatment has more than one: an opening, labeled lines at a glance, and six slots.
        """
        before = opening(Here()) if opening else ()
        lines = (Passage("cell", text, section=label) for label, text in (glance or {}).items())
        parts = [*before, *lines, *_read_slots(slots or {}), *body(Here())]
        return cls(
            kind,
            title,
            summary,
            search_description,
            tuple(placed(parts)),
            tuple(sources),
            required or {},
        )

    @cached_property
    def front(self) -> tuple[Passage, ...]:
        """Return title, summary and search description, which precede the body or are on cards."""
        texts: tuple[tuple[Role, str, str], ...] = (
            ("title", "Title", self.title),
            ("summary", "Summary", self.summary),
            ("description", "Search description", self.search_description),
        )
        return tuple(
            Passage(role, piece.raw, place, links=piece.links)
            for role, place, text in texts
            for piece in pieces(text)
        )

    def passages(self) -> tuple[Passage, ...]:
        """Return the body in order: paragraphs, headings, items, cells, captions, questions."""
        return tuple(part for part in self.parts if isinstance(part, Passage))

    def everything(self) -> tuple[Passage, ...]:
        """Return the passages of front and body, in order."""
        return self.front + self.passages()

    def plain_text(self) -> str:
        """Return the text of the body, a line for each passage."""
        return _lines(self.passages())

    def summary_text(self) -> str:
        """Return the text of the summary."""
        return _lines(one for one in self.front if one.role == "summary")

    def headings(self) -> tuple[Passage, ...]:
        """Return the headings that an author typed, each with its level."""
        return tuple(one for one in self.passages() if one.role == "heading")

    def questions(self) -> tuple[str, ...]:
        """Return the questions to ask the care team."""
        asked = (one for one in self.passages() if one.role == "question")
        return tuple(one.text for one in asked if one.block == "questions")

    def citations(self) -> tuple[str, ...]:
        """Return the codes of the sources that the text cites, each once, in order."""
        return tuple(dict.fromkeys(code for one in self.everything() for code in one.citations))

    def links(self) -> tuple[tuple[Link, Passage], ...]:
        """Return each link with the passage that contains it."""
        return tuple((link, one) for one in self.everything() for link in one.links)

    def tables(self) -> tuple[Table, ...]:
        """Return the tables of the body."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    def figures(self) -> tuple[Figure, ...]:
        """Return the pictures of the body."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    def photos(self) -> tuple[Photo, ...]:
        """Return the photos of the body."""
        return tuple(part for part in self.parts if isinstance(part, Photo))

    def empty_fields(self) -> tuple[EmptyField, ...]:
        """Return the required fields of blocks that are empty."""
        return tuple(part for part in self.parts if isinstance(part, EmptyField))

    @cached_property
    def block_ids(self) -> dict[str, str]:
        """Return the id of the block at each place of the body that findings may name."""
        ids: dict[str, str] = {}
        for part in self.passages():
            ids.setdefault(part.place, part.block_id)
            ids.setdefault(Here(part.section).place, part.block_id)
        return ids

    def gaps(self) -> tuple[Gap, ...]:
        """Return the statements of what the page does not know or cover."""
        return tuple(part for part in self.parts if isinstance(part, Gap))


class Checkable(Protocol):
    """Page, question or term that the standard can check.

    `standard_kind` decides which rows of the standard apply; models without it are not checked.
    """

    standard_kind: ClassVar[Kind]
    locale_id: int

    def get_standard_document(self) -> Document:
        """Return the text as the standard reads it."""


def _read_slots(slots: Mapping[str, Body]) -> Iterable[Part]:
    for name, heading in SLOTS.items():
        here = Here(slot=name).under(heading)
        if name in slots and (parts := list(slots[name](here))):
            yield from here.title("label")
            yield from parts


def _lines(passages: Iterable[Passage]) -> str:
    return "\n".join(one.text for one in passages if one.role != "label")
