"""What a reader asks for, and what the search page shows."""

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
_PAGE = re.compile("[1-9][0-9]{0,4}")
_TOPIC = re.compile(r"[-\w]{1,100}")


class ResultKind(models.TextChoices):
    """What a reader can narrow a search to."""

    PAGE = "page", _("Pages")
    QUESTION = "faq", _("Questions")
    WORD = "word", _("Words")

    @classmethod
    def of(cls, kind: EntryKind) -> ResultKind:
        """Where a result belongs: whatever is no question and no word is a page."""
        return _SNIPPETS.get(kind, cls.PAGE)


_SNIPPETS = {EntryKind.QUESTION: ResultKind.QUESTION, EntryKind.WORD: ResultKind.WORD}


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asked for, whatever stood in the address."""

    text: str = ""
    kind: ResultKind | None = None
    topic: str = ""
    page: int = 1
    is_cut: bool = False  # more was asked than a search takes
    typed: str = ""  # all of it, however long
    anyway: bool = False  # results that an alarm hides

    @classmethod
    def of(cls, values: Mapping[str, str]) -> SearchRequest:
        """Reads the parameters; what makes no sense is as if it were not there."""
        kind, topic, page = (values.get(name, "") for name in ("kind", "topic", "page"))
        whole = tokenizer.clean(values.get("q", ""))
        return cls(
            text=tokenizer.cut(whole),
            kind=ResultKind(kind) if kind in ResultKind.values else None,
            topic=topic if _TOPIC.fullmatch(topic) else "",
            page=int(page) if _PAGE.fullmatch(page) else 1,
            # A browser cuts by itself what is pasted into the field: then just so many arrive.
            is_cut=len(whole) >= tokenizer.LONGEST_QUERY,
            typed=values.get("q", ""),
            anyway=values.get("anyway") == "1",
        )

    def again(self, kind: ResultKind | None = None, topic: str = "", page: int = 1) -> str:
        """The address of the same search, for another kind, topic or page."""
        number = page if page > 1 else None
        # What was cut is kept, as an alarm may stand in it.
        same = self.typed if len(self.typed) > tokenizer.LONGEST_QUERY else self.text
        anyway = "1" if self.anyway else None
        values = {"q": same, "kind": kind, "topic": topic, "page": number, "anyway": anyway}
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
    """A way to some of the results, and how many there are."""

    name: str | Promise
    number: int
    url: str
    is_chosen: bool


class Definition(NamedTuple):
    """What a word means that is just what was asked."""

    term: str
    meaning: str
    url: str


class Meant(NamedTuple):
    """What was searched for instead of words that nobody knows."""

    unknown: list[str]
    text: str  # the whole query with them mended


@dataclass
class Found:
    """What a search page shows."""

    asked: SearchRequest
    alarm: Help | None = None
    results: list[Result] = field(default_factory=list)
    count: int = 0  # on all pages
    kinds: list[Filter] = field(default_factory=list)
    by_topic: list[Filter] = field(default_factory=list)
    kind: ResultKind | None = None  # the only one shown
    topic: str = ""  # the only one shown
    page: int = 1
    pages: int = 1
    definition: Definition | None = None
    meant: Meant | None = None
    is_spanish: bool = False  # at least one word of what was asked
    also: list[str] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)  # by the browser, while somebody types

    @property
    def first(self) -> int:
        """The place in the list of the first result shown."""
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        """The place in the list of the last result shown."""
        return self.first + len(self.results) - 1

    @property
    def url_before(self) -> str:
        """The page of results before this one; empty on the first."""
        return self._at(self.page - 1) if self.page > 1 else ""

    @property
    def url_after(self) -> str:
        """The page of results after this one; empty on the last."""
        return self._at(self.page + 1) if self.page < self.pages else ""

    @property
    def hides_results(self) -> bool:
        """Whether an alarm stands there alone."""
        return self.alarm is not None and self.alarm.is_private and not self.asked.anyway

    @property
    def url_anyway(self) -> str:
        """The same search with the results that an alarm hides."""
        return replace(self.asked, anyway=True).again()

    def _at(self, page: int) -> str:
        return self.asked.again(self.kind, self.topic, page)
