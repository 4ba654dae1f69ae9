"""The report of readers' answers, for editors of the texts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from education.content.dates import past_months
from education.content.reports import MonthFilter
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.review.enums import ContentKind
from education.review.registry import edit_url
from portal.web.charts import BarChart, Row, Series, StackedBarColumn

# The answers that matter most come first, under headings that fit a narrow screen.
_HEADINGS = {
    Answer.WRONG: _("Wrong"),
    Answer.NO: _("No"),
    Answer.YES: _("Yes"),
    Answer.NOT_FOUND: _("Not found"),
    Answer.HARD: _("Hard"),
    Answer.UPSETTING: _("Upsetting"),
}
_HELPED = [Series(_("Yes"), "good"), Series(_("No"), "bad")]


class FeedbackFilterSet(WagtailFilterSet):
    """Filters of answers: month and kind of text."""

    month = MonthFilter(Feedback)

    class Meta:
        model = Feedback
        fields = ["month", "kind"]


class FeedbackReport(ReportView):
    """A report of texts that helped or did not. Users see the texts that they may edit."""

    page_title = _("Feedback")
    header_icon = "comment"
    permission_policy = ModelPermissionPolicy(Feedback)
    permission_required = "view"
    filterset_class = FeedbackFilterSet
    index_url_name = "feedback_admin:report"
    index_results_url_name = "feedback_admin:report_results"
    template_name = "charts/report.html"
    default_ordering = ["-no", "-yes", "kind", "object_id"]
    columns = [
        TitleColumn("title", label=_("Text"), get_url=lambda row: row["edit_url"]),
        Column("kind", label=_("Kind"), accessor="kind_label", sort_key="kind"),
        StackedBarColumn("helped", label=_("Yes and no"), series=_HELPED),
        *(
            NumberColumn(one.name.lower(), label=heading, sort_key=one.name.lower())
            for one, heading in _HEADINGS.items()
        ),
    ]
    list_export = ["title", "kind_label", *(one.name.lower() for one in Answer)]
    export_headings = {
        "title": _("Text"),
        "kind_label": _("Kind"),
        **{one.name.lower(): one.label for one in Answer},
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return a row for each text that this user may edit."""
        return Feedback.for_editor(self.request.user)

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """Add the title, kind and editing address of the texts on this page of the report."""
        rows = list(object_list)
        subjects = Feedback.subjects((row["kind"], row["object_id"]) for row in rows)
        for row in rows:
            subject = subjects.get((row["kind"], row["object_id"]))
            row["title"] = str(subject or _("gone"))
            row["kind_label"] = ContentKind(row["kind"]).label
            row["edit_url"] = subject and edit_url(subject)
            row["helped"] = [row["yes"], row["no"]]
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chart of all answers, whatever the filters say."""
        counts = Feedback.by_month(self.request.user)
        chart = BarChart(
            heading=gettext("Was this helpful? Answers by month"),
            label=gettext("Month"),
            series=_HELPED,
            rows=[
                Row(
                    date_format(month, "M"),
                    [counts.get((month, answer), 0) for answer in (Answer.YES, Answer.NO)],
                )
                for month in past_months()
            ],
        )
        return {**super().get_context_data(*args, **kwargs), "chart": chart}
