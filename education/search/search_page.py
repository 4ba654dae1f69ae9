"""Requests to the search page, and the content of its results."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from education.content.models import Topic
from education.search import tokenizer
from education.search.alarm_help import Help
from education.search.models import EntryKind

PAGE_SIZE = 10
_RESULTS_ABOVE_CARD = 3  # results above the care card
_PAGE = re.compile("[1-9][0-9]{0,4}")
_TOPIC = re.compile(r"[-\w]{1,100}")


class ResultKind(models.TextChoices):
    """Kinds to which a reader can narrow the results; the values are part of addresses."""

    PAGE = "page", _("Pages")
    QUESTION = "faq", _("Questions")
    TERM = "word", _("Words")

    @classmethod
    def of(cls, kind: EntryKind) -> ResultKind:
        """Return the kind of a result; all but questions and terms are pages."""
        return _SNIPPETS.get(kind, cls.PAGE)


_SNIPPETS = {EntryKind.QUESTION: ResultKind.QUESTION, EntryKind.TERM: ResultKind.TERM}


@dataclass(frozen=True)
class SearchRequest:
    """The search that a reader requests, with valid values only."""

    text: str = ""
    kind: ResultKind | None = None
    topic: str = ""
    page: int = 1
    is_cut: bool = False  # the text was longer than a search may be
    typed: str = ""  # the whole text, before it was cut
    anyway: bool = False  # whether to show results that a message hides

    @classmethod
    def of(cls, values: Mapping[str, str]) -> SearchRequest:
        """Return the search in the parameters of an address; invalid values are ignored."""
        kind, topic, page = (values.get(name, "") for name in ("kind", "topic", "page"))
        whole = tokenizer.clean(values.get("q", ""))
        return cls(
            text=tokenizer.cut(whole),
            kind=ResultKind(kind) if kind in ResultKind.values else None,
            topic=topic if _TOPIC.fullmatch(topic) else "",
            page=int(page) if _PAGE.fullmatch(page) else 1,
            is_cut=len(whole) > tokenizer.LONGEST_QUERY,
            typed=values.get("q", ""),
            anyway=values.get("anyway") == "1",
        )

    def again(self, kind: ResultKind | None = None, topic: str = "", page: int = 1) -> str:
        """Return the query string of the same search, for another kind, topic or page."""
        number = page if page > 1 else None
        # The whole text is kept, because the part that was cut may contain alarm words.
        same = self.typed if len(self.typed) > tokenizer.LONGEST_QUERY else self.text
        anyway = "1" if self.anyway else None
        values = {"q": same, "kind": kind, "topic": topic, "page": number, "anyway": anyway}
        return "?" + urlencode({name: value for name, value in values.items() if value})


class Section(NamedTuple):
    """The section of a page that contains the answer."""

    heading: str
    url: str


class Result(NamedTuple):
    """A line in the list of results."""

    kind: EntryKind
    title: str
    url: str
    excerpt: SafeString
    section: Section | None


class Filter(NamedTuple):
    """A link to the results of one facet, with their number."""

    name: str | Promise
    number: int
    url: str
    is_chosen: bool


class Definition(NamedTuple):
    """The definition of a term that is exactly the text of the search."""

    term: str
    meaning: str
    url: str


class Correction(NamedTuple):
    """The corrected query that was searched for, and the unknown words in it."""

    unknown: list[str]
    text: str  # the whole query with corrections


@dataclass
class SearchPage:
    """The content of the search page."""

    asked: SearchRequest
    alarm: Help | None = None
    results: list[Result] = field(default_factory=list)
    count: int = 0  # on all pages
    kinds: list[Filter] = field(default_factory=list)
    by_topic: list[Filter] = field(default_factory=list)
    kind: ResultKind | None = None  # chosen by the reader
    topic: str = ""  # chosen by the reader
    page: int = 1
    pages: int = 1
    definition: Definition | None = None
    correction: Correction | None = None
    missed: list[str] = field(default_factory=list)  # words of the search that found nothing
    is_spanish: bool = False  # at least one word of the search
    also: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)  # by the browser, while a reader types

    @property
    def first(self) -> int:
        """Return the place in the list of the first result shown, from 1."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """Return the place in the list of the last result shown."""
        return self.first + len(self.results) - 1

    @property
    def results_above_card(self) -> list[Result]:
        """Return the results above the care card; all when there is alarm help instead of it."""
        return self.results if self.alarm else self.results[:_RESULTS_ABOVE_CARD]

    @property
    def results_below_card(self) -> list[Result]:
        """Return the results below the care card."""
        return self.results[len(self.results_above_card) :]

    @property
    def first_below_card(self) -> int:
        """Return the place in the list of the first result below the care card."""
        return self.first + len(self.results_above_card)

    @property
    def url_before(self) -> str:
        """Return the address of the previous page of results; empty on the first page."""
        return self._at(self.page - 1) if self.page > 1 else ""

    @property
    def url_after(self) -> str:
        """Return the address of the next page of results; empty on the last page."""
        return self._at(self.page + 1) if self.page < self.pages else ""

    @property
    def hides_results(self) -> bool:
        """Return whether the message for alarm words replaces the ordinary results."""
        return self.alarm is not None and self.alarm.is_private and not self.asked.anyway

    @property
    def url_anyway(self) -> str:
        """Return the address of the same search with the results that a message hides."""
        return replace(self.asked, anyway=True).again()

    def _at(self, page: int) -> str:
        return self.asked.again(self.kind, self.topic, page)
