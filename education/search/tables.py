"""A column in the list of questions with the number of searches for their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import NumberColumn

from education.content.snippet_lists import ExtraColumn
from education.faq.models import FAQItem
from education.search import tokenizer
from education.search.models import SearchQueryCount
from education.search.models.query_counts import SearchCounts

Stems = frozenset[str]


class SearchesColumn(ExtraColumn, NumberColumn):
    """A column with the number of searches for the words of a question, in one query."""

    models = (FAQItem,)
    permission = "search.view_searchquerycount"

    def __init__(self) -> None:
        super().__init__("searches", label=_("Related searches"))

    def complete(self, rows: list[Any]) -> None:
        """Add the numbers of searches to the rows."""
        add_searches(rows)


def add_searches(items: Iterable[FAQItem]) -> None:
    """Set `searches` of each question: the searches of the past year whose words it contains.

    The counts store which words were typed, and not which result was opened; so the number only
    says that readers could have found the question.
    """
    searched = sum_by_stems()
    for item in items:
        known = stems_of(item)
        fitting = [counts for stems, counts in searched.items() if stems <= known]
        item.searches = sum(counts.searches for counts in fitting)


def sum_by_stems() -> dict[Stems, SearchCounts]:
    """Return the searches of the past year, summed for each set of stems."""
    sums: dict[Stems, SearchCounts] = defaultdict(lambda: SearchCounts(0, 0))
    for row in SearchQueryCount.of_past_year():
        if stems := frozenset(tokenizer.content(row["words"])):
            before = sums[stems]
            sums[stems] = SearchCounts(
                before.searches + row["searches"], before.without_result + row["without"]
            )
    return sums


def stems_of(item: FAQItem) -> Stems:
    """Return the stems of a question and of the searches that it names, without stop words."""
    return frozenset(tokenizer.content(f"{item.question}\n{item.search_terms}"))
