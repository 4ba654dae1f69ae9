"""Document: a page, answer or term as the content standard reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Literal, NamedTuple, Protocol

from education.standard.extract import Body, Position, placed
from education.standard.markup import Link, pieces
from education.standard.parts import (
    BODY,
    TO_WRITE,
    EmptyField,
    Field,
    Figure,
    Gap,
    Part,
    Passage,
    Photo,
    Role,
    Table,
    Unreadable,
)

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


class Fields(NamedTuple):
    """Fields in which an author writes a text. `text` stands for all that follows the summary."""

    title: Field = Field("title", "Title")
    summary: Field = Field("summary", "Summary")
    description: Field = Field("search_description", "Search description")
    opening: Field = Field("opening", "Opening")
    body: Field = BODY
    text: Field = BODY

    @classmethod
    def of(cls, model: Any, **names: str) -> Fields:
        """Return the fields of a model, by their names in it."""
        return cls(**{role: Field.of(model, name) for role, name in names.items()})


_FIELDS = Fields()
# Text of one line or without formatting, in which no mark works.
_PLAIN_ROLES: frozenset[Role] = frozenset(
    {"title", "description", "heading", "caption", "prompt", "question"}
)


class Target(NamedTuple):
    """Place in an editor: the id of a block, the name of a field, or neither."""

    block_id: str = ""
    field: str = ""


@dataclass(frozen=True)
class Document:
    """Page, answer or term.

    `sources` are codes that are listed beside the text, not in it; `required` are values that a
    draft may lack; `taken` says what is wrong with values that another published text has;
    `unreadable` are lines that a draft may hold.
    """

    kind: Kind
    title: str
    summary: str
    search_description: str = ""
    parts: tuple[Part, ...] = ()
    sources: tuple[str, ...] = ()
    required: Mapping[Field, object] = field(default_factory=dict)
    taken: Mapping[Field, str] = field(default_factory=dict)
    unreadable: tuple[Unreadable, ...] = ()
    fields: Fields = _FIELDS

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
        glance: Mapping[Field, str] | None = None,
        slots: Mapping[str, Body] | None = None,
        fields: Fields = _FIELDS,
        **more: Any,
    ) -> Document:
        """Return a document from its bodies, in the order in which it is read.

        A treatment has more than one: an opening, labeled lines at a glance, and six slots.
        """
        before = opening(Position(field=fields.opening)) if opening else ()
        lines = (
            Passage("cell", text, one.label, section=one.label, field=one.name)
            for one, text in (glance or {}).items()
            if text
        )
        after = [*_read_slots(slots or {}), *body(Position(field=fields.body))]
        parts = (*placed(before), *lines, *placed(after))
        return cls(kind, title, summary, search_description, parts, fields=fields, **more)

    @cached_property
    def front(self) -> tuple[Passage, ...]:
        """Return title, summary and search description, which precede the body or are on cards."""
        texts: tuple[tuple[Role, Field, str], ...] = (
            ("title", self.fields.title, self.title),
            ("summary", self.fields.summary, self.summary),
            ("description", self.fields.description, self.search_description),
        )
        return tuple(
            Passage(
                role, piece.raw, one.label, links=piece.links, split=piece.split, field=one.name
            )
            for role, one, text in texts
            for piece in pieces(text)
        )

    def passages(self) -> tuple[Passage, ...]:
        """Return the body in order: paragraphs, headings, items, cells, captions, questions.

        Placeholders are left out, but for headings, whose level counts.
        """
        return tuple(
            one for one in self._passages() if one.role == "heading" or not one.is_placeholder
        )

    def _passages(self) -> Iterable[Passage]:
        return (part for part in self.parts if isinstance(part, Passage))

    def unfinished(self) -> tuple[Passage, ...]:
        """Return the passages that are a placeholder, or in which one is left."""
        return tuple(one for one in (*self.front, *self._passages()) if TO_WRITE in one.text)

    @property
    def is_begun(self) -> bool:
        """Return whether an author has written a sentence; headings and preset texts are none."""
        written = (one for one in self.passages() if one.role not in ("heading", "label"))
        return bool(self.summary_text()) or any(one.block != "care" for one in written)

    def everything(self) -> tuple[Passage, ...]:
        """Return the passages of front and body, in order."""
        return self.front + self.passages()

    def in_plain_fields(self) -> tuple[Passage, ...]:
        """Return the passages of fields without a toolbar, which show marks as they are typed.

        A question has a rich summary, and a level of urgency has small pictures in its heading.
        """
        return tuple(one for one in self.everything() if self._is_plain(one))

    def _is_plain(self, passage: Passage) -> bool:
        if passage.role == "summary":
            return self.kind != "faq"
        return passage.role in _PLAIN_ROLES and passage.block != "level"

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
    def targets(self) -> dict[str, Target]:
        """Return where in the editor each place is that findings may name."""
        named = (*self.required, *self.fields, *(one.field for one in self.unreadable))
        found = {one.label: Target(field=one.name) for one in named}
        for part in (*self.front, *self._passages()):
            found.setdefault(part.place, Target(part.block_id, part.field))
            found.setdefault(Position(part.section).place, Target(part.block_id, part.field))
        for empty in self.empty_fields():
            found.setdefault(empty.place, Target(field=empty.field))
        for name, heading in SLOTS.items():
            found.setdefault(Position(heading).place, Target(field=name))
        return found

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
        position = Position(slot=name, field=Field(name, heading)).under(heading)
        if name in slots and (parts := list(slots[name](position))):
            yield from position.title("label")
            yield from parts


def _lines(passages: Iterable[Passage]) -> str:
    return "\n".join(one.text for one in passages if one.role != "label")
