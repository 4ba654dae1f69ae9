"""Report of reviews that are due, overdue, changed or missing."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from education.review.charts import get_review_chart
from education.review.enums import ContentKind
from education.review.models import SignOff
from education.review.registry import texts_of_editor
from education.review.status import ReviewUrgency, Row, build_review_rows
from portal.web.computed_listings import ComputedRowsMixin
from portal.web.filters import RadioFilter


def _day(row: Row) -> str:
    """Return the date of the next review: Wagtail's own column shows "just now" for the future."""
    return date_format(row.next_review_on) if row.next_review_on else ""


_YES_NO = [("True", _("Yes")), ("False", _("No"))]


class ReviewFilterSet(WagtailFilterSet):
    """Filters by need, kind, owner, and whether readers see the text.

    The state of a review is computed, so the rows are a list, which each filter shortens.
    """

    need = RadioFilter(label=_("Needs"), choices=ReviewUrgency, method="keep_need")
    kind = RadioFilter(label=_("Kind"), choices=ContentKind, method="keep_kind")
    public = RadioFilter(label=_("Live"), choices=_YES_NO, method="keep_public")
    owner = CharFilter(label=_("Owner"), method="keep_owner")

    class Meta:
        model = SignOff  # Required by the library; the rows come from the report.
        fields: list[str] = []

    def filter_queryset(self, rows: list[Row]) -> list[Row]:
        """Return the rows after every filter that is set."""
        for name, value in self.form.cleaned_data.items():
            if value:
                rows = getattr(self, f"keep_{name}")(rows, name, value)
        return rows

    def keep_need(self, rows: list[Row], name: str, value: str) -> list[Row]:
        """Return the rows with this need."""
        return [row for row in rows if row.need == value]

    def keep_kind(self, rows: list[Row], name: str, value: str) -> list[Row]:
        """Return the rows of pages, questions or terms."""
        return [row for row in rows if row.kind == value]

    def keep_public(self, rows: list[Row], name: str, value: str) -> list[Row]:
        """Return the rows that readers see ("True") or do not see ("False")."""
        return [row for row in rows if str(row.text.live) == value]

    def keep_owner(self, rows: list[Row], name: str, value: str) -> list[Row]:
        """Return the rows whose owner's name contains the value."""
        return [row for row in rows if value.lower() in row.owner_name.lower()]


class ReviewReport(ComputedRowsMixin, ReportView):
    """Report of the clinical texts that the user may edit, the most urgent first."""

    page_title = _("Reviews")
    header_icon = "clipboard-list"
    filterset_class = ReviewFilterSet
    index_url_name = "review:report"
    index_results_url_name = "review:report_results"
    is_searchable = False
    template_name = "charts/report.html"
    columns = [
        TitleColumn("title", label=_("Text"), get_url=lambda row: row.url, sort_key="title"),
        Column("kind_label", label=_("Kind"), sort_key="kind_label"),
        Column("need_label", label=_("Review"), sort_key="urgency"),
        Column("next_review_on", label=_("Next review"), accessor=_day, sort_key="next_review_on"),
        Column("reviewer", label=_("Signed off by"), sort_key="reviewer"),
        Column("owner_name", label=_("Owner"), sort_key="owner_name"),
        Column("is_public", label=_("Live"), sort_key="is_public"),
    ]
    list_export = [
        "title",
        "kind_label",
        "need_label",
        "next_review_on",
        "reviewer",
        "owner_name",
        "is_public",
    ]
    export_headings = {
        "title": _("Text"),
        "kind_label": _("Kind"),
        "need_label": _("Review"),
        "next_review_on": _("Next review"),
        "reviewer": _("Signed off by"),
        "owner_name": _("Owner"),
        "is_public": _("Live"),
    }

    def get_base_queryset(self) -> list[Row]:
        """Return the rows, the most urgent first."""
        return self._rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chart of all rows, whatever the filters say."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {**context, "chart": get_review_chart(self._rows)}

    @cached_property
    def _rows(self) -> list[Row]:
        return build_review_rows(texts_of_editor(self.request.user))
