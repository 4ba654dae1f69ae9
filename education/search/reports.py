"""Reports of searches, with links from searches without results to an answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from education.content.dates import past_months
from education.content.reports import MonthFilter, ReportMenuItem
from education.faq.models import FAQItem
from education.search import tokenizer
from education.search.models import SearchQueryCount
from education.search.tables import Stems, stems_of
from portal.web.charts import BarChart, Row, Series, SparklineColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_QUESTIONS = "wagtailsnippets_faq_faqitem"


class SearchFilterSet(WagtailFilterSet):
    """The filter by month for the report of searches."""

    month = MonthFilter(SearchQueryCount)

    class Meta:
        model = SearchQueryCount
        fields = ["month"]


def _display_words(row: dict[str, Any]) -> StrOrPromise:
    return row["words"] or _("(searches whose words are not kept)")


class SearchReport(ReportView):
    """The report of searches, with those that most often found nothing first."""

    page_title = gettext_lazy("Searches")
    header_icon = "search"
    permission_policy = ModelPermissionPolicy(SearchQueryCount)
    permission_required = "view"
    filterset_class = SearchFilterSet
    is_searchable = True
    search_fields = ["words"]
    index_url_name = "search_admin:searches"
    index_results_url_name = "search_admin:searches_results"
    template_name = "charts/report.html"
    default_ordering = ["-without", "-searches", "words"]
    no_results_message = gettext_lazy("No searches yet. Searches are added every few minutes.")
    columns = [
        Column("words", label=gettext_lazy("Words"), accessor=_display_words),
        NumberColumn("searches", label=gettext_lazy("Searches"), sort_key="searches"),
        NumberColumn("without", label=gettext_lazy("Without result"), sort_key="without"),
        SparklineColumn("by_month", label=gettext_lazy("Past 12 months")),
    ]
    list_export = ["words", "searches", "without"]
    export_headings = {
        "words": gettext_lazy("Words"),
        "searches": gettext_lazy("Searches"),
        "without": gettext_lazy("Without result"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return a row for each search, with the sums over the chosen months."""
        return SearchQueryCount.by_words()

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """Add the numbers of the past twelve months to the searches on this page."""
        rows = list(object_list)
        counts = SearchQueryCount.counts_of([row["words"] for row in rows])
        for row in rows:
            row["by_month"] = [counts.get((row["words"], month), 0) for month in past_months()]
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chart of all searches, whatever the filters say."""
        counts = SearchQueryCount.by_month()
        chart = BarChart(
            heading=_("Searches by month"),
            label=_("Month"),
            series=[Series(_("With a result"), "good"), Series(_("Without result"), "bad")],
            rows=[
                Row(date_format(month, "M"), counts.get(month, (0, 0))) for month in past_months()
            ],
        )
        return {**super().get_context_data(*args, **kwargs), "chart": chart}


@dataclass
class Unanswered:
    """Searches with the same words, in whatever order and form, that found nothing."""

    stems: Stems
    ways: dict[str, int] = field(default_factory=dict)
    without: int = 0
    months: set[dt.date] = field(default_factory=set)
    draft: FAQItem | None = None

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
        """Return the address of the form for a group of synonyms with these words."""
        words = urlencode({"words": "\n".join(sorted(self.ways))})
        return f"{reverse('wagtailsnippets_search_synonymgroup:add')}?{words}"


def unanswered() -> list[Unanswered]:
    """Return the searches that found nothing and have no answer yet, in two queries.

    The most frequent searches come first, those with a draft last.
    """
    found: dict[Stems, Unanswered] = {}
    for row in SearchQueryCount.without_results():
        stems = frozenset(tokenizer.content(row.words) or tokenizer.stems(row.words))
        one = found.setdefault(stems, Unanswered(stems))
        one.ways[row.words] = one.ways.get(row.words, 0) + row.without_result
        one.without += row.without_result
        one.months.add(row.month)
    answered = _answer(found)
    rows = (one for stems, one in found.items() if stems not in answered)
    return sorted(rows, key=lambda one: (one.draft is not None, -one.without, one.words))


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


def may_answer(user: Any) -> bool:
    """Return whether a user may see the counts of searches and add questions."""
    return user.has_perms(["search.view_searchquerycount", "faq.add_faqitem"])


class UnansweredReport(ReportView):
    """The report of searches that found nothing and have no answer yet."""

    page_title = gettext_lazy("Searches with no results")
    header_icon = "help"
    index_url_name = "search_admin:unanswered"
    index_results_url_name = "search_admin:unanswered_results"
    no_results_message = gettext_lazy(
        "Every search so far has found something. Searches are added every few minutes."
    )
    columns = [
        Column("words", label=gettext_lazy("Searched for")),
        Column("other_ways", label=gettext_lazy("Variants")),
        NumberColumn("without", label=gettext_lazy("Searches without results")),
        Column("when", label=gettext_lazy("When")),
        TitleColumn(
            "next_step", label=gettext_lazy("What to do"), get_url=lambda one: one.next_url
        ),
        TitleColumn(
            "synonym",
            label=gettext_lazy("Or"),
            accessor=lambda one: _("Add as synonyms"),
            get_url=lambda one: one.synonym_url,
        ),
    ]
    list_export = ["words", "other_ways", "without", "when"]
    export_headings = {
        "words": gettext_lazy("Searched for"),
        "other_ways": gettext_lazy("Variants"),
        "without": gettext_lazy("Searches without results"),
        "when": gettext_lazy("When"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise PermissionDenied for users who may not answer searches."""
        if not may_answer(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> list[Unanswered]:
        """Return a list with a row for each group of searches."""
        return unanswered()


class UnansweredMenuItem(ReportMenuItem):
    """The menu item of the report of unanswered searches."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may answer searches."""
        return may_answer(request.user)
