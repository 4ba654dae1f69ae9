"""What a draft is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from education.standard import markup
from education.standard.markup import Link

# A label is a heading that the portal sets by itself; all else has been typed by an author.
Role = Literal[
    "title", "summary", "description",
    "heading", "label", "prose", "item", "cell", "caption", "picture", "prompt", "question",
]  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """A stretch of text that a reader takes in at once, and its place in words."""

    role: Role
    raw: str
    place: str = ""
    section: str = ""
    block: str = ""
    slot: str = ""
    level: int = 0
    opened: bool = False
    links: tuple[Link, ...] = ()

    @cached_property
    def text(self) -> str:
        """The words that a reader sees."""
        return markup.plain(self.raw)

    @property
    def citations(self) -> list[str]:
        """The codes of the sources that stand here."""
        return markup.citations(self.raw)

    @property
    def terms(self) -> list[str]:
        """The slugs of the glossary terms that are explained here."""
        return markup.explained(self.raw)


@dataclass(frozen=True)
class Table:
    """A table; its cells are passages, too. `rows` holds the raw cells under the headings."""

    place: str
    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Figure:
    """A picture, its caption, and the same in words."""

    place: str
    picture: str
    caption: str
    words: str
    citations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """What nobody knows, or what the page does not cover, and the question to ask about it."""

    heading: str
    place: str
    text: str
    ask: str
    slot: str = ""


Part = Passage | Table | Figure | Gap
