"""Searches that found nothing, grouped by their words, with what editors can do about them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from education.faq.models import FAQItem
from education.search import tokenizer
from education.search.models import SearchQueryCount
from education.search.tables import Stems, stems_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_QUESTIONS = "wagtailsnippets_faq_faqitem"


@dataclass
class Unanswered:
    """Searches with the same words, in whatever order and form, that found nothing."""

    stems: Stems
    ways: dict[str, int] = field(default_factory=dict)
    without: int = 0
    months: set[dt.date] = field(default_factory=set)
    draft: FAQItem | None = None
    dismissed: bool = False

    @property
    def words(self) -> str:
        """Return the wording that readers typed most often."""
        return max(self.ways, key=lambda way: (self.ways[way], way))

    @property
    def other_ways(self) -> str:
        """Return the other wordings, separated by commas."""
        return ", ".join(sorted(way for way in self.ways if way != self.words))

    @property
    def when(self) -> str:
        """Return the months of the searches, the newest first, separated by commas."""
        return ", ".join(f"{month:%b %Y}" for month in sorted(self.months, reverse=True))

    @property
    def latest(self) -> dt.date:
        """Return the month of the newest search."""
        return max(self.months)

    @property
    def next_step(self) -> StrOrPromise:
        """Return the label of the link by which an editor can answer the searches."""
        if self.draft:
            return _("Continue the draft “%(question)s”") % {"question": self.draft}
        return _("Draft an answer")

    @property
    def next_url(self) -> str:
        """Return the address of the draft, or of the form for a new question."""
        if self.draft:
            return reverse(f"{_QUESTIONS}:edit", args=[self.draft.pk])
        question = capfirst(self.words)
        begun = {"question": f"{question}?", "search_terms": "\n".join(sorted(self.ways))}
        return f"{reverse(f'{_QUESTIONS}:add')}?{urlencode(begun)}"

    @property
    def synonym_url(self) -> str:
        """Return the address of the form that adds these words to a group of synonyms."""
        words = urlencode({"words": "\n".join(sorted(self.ways))})
        return f"{reverse('search_admin:add_synonyms')}?{words}"

    def add(self, count: SearchQueryCount) -> None:
        """Add the searches of one month with the same words."""
        self.ways[count.words] = self.ways.get(count.words, 0) + count.without_result
        self.without += count.without_result
        self.months.add(count.month)
        self.dismissed |= count.dismissed

    def add_group(self, other: Unanswered) -> None:
        """Add the searches of another group."""
        self.ways |= other.ways
        self.without += other.without
        self.months |= other.months
        self.draft = self.draft or other.draft


def unanswered(*, dismissed: bool = False) -> list[Unanswered]:
    """Return the searches that found nothing and have no answer yet, in two queries.

    The most frequent searches come first, those with a draft last.
    """
    found: dict[Stems, Unanswered] = {}
    for row in SearchQueryCount.without_results():
        stems = frozenset(tokenizer.content(row.words) or tokenizer.stems(row.words))
        found.setdefault(stems, Unanswered(stems)).add(row)
    answered = _answer(found)
    rows = [one for stems, one in found.items() if stems not in answered]
    joined = _join([one for one in rows if one.dismissed == dismissed])
    return sorted(joined, key=lambda one: (one.draft is not None, -one.without, one.words))


def _answer(found: dict[Stems, Unanswered]) -> set[Stems]:
    """Return the searches that a published question answers; set `draft` where a draft does.

    A question answers a search when it contains all its words.
    """
    answered = set()
    for item in FAQItem.objects.only("question", "search_terms", "live"):
        known = stems_of(item)
        for stems, one in found.items():
            if stems <= known and item.live:
                answered.add(stems)
            elif stems <= known:
                one.draft = item
    return answered


def _join(groups: list[Unanswered]) -> list[Unanswered]:
    """Add each search to the one longest search that holds all its words.

    "Zoledronic" is counted with "zoledronic acid". A word that several longest searches hold, as
    "acid" may be, stands alone.
    """
    holders = _holders(groups)
    joined = []
    for one in groups:
        match [held for held in holders[one.stems] if not holders[held.stems]]:
            case [longest]:
                longest.add_group(one)
            case _none_or_several:
                joined.append(one)
    return joined


def _holders(groups: list[Unanswered]) -> dict[Stems, list[Unanswered]]:
    """Return for each search the searches with all its words and more."""
    by_stem: dict[str, list[Unanswered]] = defaultdict(list)
    for one in groups:
        for stem in one.stems:
            by_stem[stem].append(one)
    return {one.stems: [*_held_by(one, by_stem)] for one in groups}


def _held_by(group: Unanswered, by_stem: dict[str, list[Unanswered]]) -> Iterator[Unanswered]:
    likely = min((by_stem[stem] for stem in group.stems), key=len, default=[])
    return (one for one in likely if group.stems < one.stems)
