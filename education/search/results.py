"""What a reader asks for, and what the search page shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from education.models import EntryKind, Topic
from education.search import words

PAGE_SIZE = 10
_PAGE = re.compile("[1-9][0-9]{0,4}")


@dataclass(frozen=True)
class Asked:
    """What a reader asked for, whatever stood in the address."""

    text: str = ""
    kind: EntryKind | None = None
    page: int = 1

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Asked:
        """Reads the parameters; what makes no sense is as if it were not there."""
        kind, page = values.get("kind", ""), values.get("page", "")
        return cls(
            text=words.clean(values.get("q", "")),
            kind=EntryKind(kind) if kind in EntryKind.values else None,
            page=int(page) if _PAGE.fullmatch(page) else 1,
        )

    def again(self, kind: EntryKind | None = None, page: int = 1, text: str = "") -> str:
        """The address of the same search, for another kind, page or spelling."""
        values = {"q": text or self.text, "kind": kind, "page": page if page > 1 else None}
        return "?" + urlencode({name: value for name, value in values.items() if value})


class Section(NamedTuple):
    """The part of a page in which the answer stands."""

    heading: str
    url: str


class Result(NamedTuple):
    """One line of the list."""

    kind: EntryKind
    title: str
    url: str
    snippet: SafeString
    section: Section | None


class Filter(NamedTuple):
    """One kind of result, and how many there are."""

    kind: EntryKind
    name: Promise
    number: int
    url: str


class Piece(NamedTuple):
    """A part of the query as it was meant."""

    text: str
    is_changed: bool


@dataclass
class Found:
    """What a search page shows."""

    asked: Asked
    results: list[Result] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    kind: EntryKind | None = None  # the only one shown
    page: int = 1
    pages: int = 1
    meant: list[Piece] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many results of all kinds."""
        return sum(one.number for one in self.filters)

    @property
    def count(self) -> int:
        """How many results of the kind that is shown."""
        return sum(one.number for one in self.filters if self.kind in {None, one.kind})

    @property
    def first(self) -> int:
        """The place in the list of the first result shown."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """The place in the list of the last result shown."""
        return self.first + len(self.results) - 1

    @property
    def url_of_all(self) -> str:
        """Results of every kind."""
        return self.asked.again()

    @property
    def url_before(self) -> str:
        """The page of results before this one; empty on the first."""
        return self.asked.again(self.kind, self.page - 1) if self.page > 1 else ""

    @property
    def url_after(self) -> str:
        """The page of results after this one; empty on the last."""
        return self.asked.again(self.kind, self.page + 1) if self.page < self.pages else ""

    @property
    def url_as_meant(self) -> str:
        """The search as it was meant."""
        return self.asked.again(text="".join(piece.text for piece in self.meant))
