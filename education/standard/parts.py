"""Parts of a document: passages, tables, figures, photos and gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from django.utils.text import capfirst

from education.standard import markup
from education.standard.markup import Link

# A label is a heading that the portal adds; an author typed all other text.
Role = Literal[
    "title", "summary", "description",
    "heading", "label", "prose", "item", "cell", "caption", "picture", "prompt", "question",
]  # fmt: skip


TO_WRITE = "To write:"  # begins the placeholders of a new text


class Field(NamedTuple):
    """Field of a form: its name, and the label that the form shows."""

    name: str
    label: str

    @classmethod
    def of(cls, model: Any, name: str) -> Field:
        """Return a field of a model."""
        return cls(name, capfirst(str(model._meta.get_field(name).verbose_name)))


BODY = Field("body", "Body")


class Unreadable(NamedTuple):
    """Line of a field that a program cannot read: what is wrong, and how to fix it."""

    field: Field
    message: str
    mend: str


@dataclass(frozen=True)
class Passage:
    """Text that is read as a unit, such as a paragraph or list item, and its place in words."""

    role: Role
    raw: str
    place: str = ""
    section: str = ""
    block: str = ""
    slot: str = ""
    level: int = 0
    opened: bool = False
    is_anchor: bool = False  # a heading that links lead to
    block_id: str = ""  # of the innermost block of a stream around it
    links: tuple[Link, ...] = ()
    split: tuple[str, ...] = ()  # marks that bold, italics or a link split
    field: str = ""  # the name of the form's field that holds it

    @cached_property
    def text(self) -> str:
        """Return the text that a reader sees."""
        return markup.plain(self.raw)

    @property
    def is_placeholder(self) -> bool:
        """Return whether this is a placeholder of a new text, not a text."""
        return self.text.startswith(TO_WRITE)

    @property
    def citations(self) -> list[str]:
        """Return the codes of the sources that the passage cites."""
        return markup.citations(self.raw)

    @property
    def terms(self) -> list[str]:
        """Return the slugs of the glossary terms that the passage explains."""
        return markup.explained(self.raw)


@dataclass(frozen=True)
class Table:
    """Table, whose cells are passages, too. `rows` holds the raw cells under the headings."""

    place: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    block_id: str = ""


@dataclass(frozen=True)
class Figure:
    """Picture, its caption, and its meaning in words."""

    place: str
    picture: str
    caption: str
    words: str
    citations: tuple[str, ...] = ()
    block_id: str = ""


@dataclass(frozen=True)
class Photo:
    """Photo or scan, with the text for readers who cannot see it."""

    place: str
    alt_text: str
    block_id: str = ""


@dataclass(frozen=True)
class Gap:
    """Statement of what is not known or not covered, and the question to ask about it."""

    heading: str
    place: str
    text: str
    ask: str
    slot: str = ""
    block_id: str = ""


@dataclass(frozen=True)
class EmptyField:
    """Required field of a block that is empty."""

    place: str
    label: str
    block_id: str = ""
    field: str = ""  # the name of the form's field that holds it


Part = Passage | Table | Figure | Photo | Gap | EmptyField
