"""Report of all searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from education.content.dates import past_months
from education.content.reports import MonthFilter
from education.search.models import SearchQueryCount
from portal.web.charts import BarChart, Row, Series, SparklineColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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
        Column("words", label=gettext_lazy("Words"), accessor=_display_words, sort_key="words"),
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
