"""What readers answered and searched for, for those who can do something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from education.content.dates import months_of
from education.content.enums import Answer, AskedAbout
from education.feedback.models import Feedback
from education.search.models import SearchTally

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _month(model: type[Feedback] | type[SearchTally]) -> ChoiceFilter:
    return ChoiceFilter(
        field_name="month", label=_("Month"), choices=lambda: months_of(model), empty_label=_("All")
    )


class FeedbackFilterSet(WagtailFilterSet):
    """The answers of a month, about a kind of text."""

    month = _month(Feedback)

    class Meta:
        model = Feedback
        fields = ["month", "kind"]


class SearchFilterSet(WagtailFilterSet):
    """The searches of a month."""

    month = _month(SearchTally)

    class Meta:
        model = SearchTally
        fields = ["month"]


class FeedbackReport(ReportView):
    """Which texts helped and which did not. Everybody sees what they may edit."""

    page_title = _("Feedback")
    header_icon = "comment"
    permission_policy = ModelPermissionPolicy(Feedback)
    permission_required = "view"
    filterset_class = FeedbackFilterSet
    index_url_name = "feedback_report"
    index_results_url_name = "feedback_report_results"
    default_ordering = ["-no", "-yes", "kind", "object_id"]
    columns = [
        TitleColumn("title", label=_("Text"), get_url=lambda row: row["edit_url"]),
        Column("kind", label=_("Kind"), accessor="kind_label"),
        *(
            NumberColumn(one.name.lower(), label=one.label, sort_key=one.name.lower())
            for one in Answer
        ),
    ]
    list_export = ["title", "kind_label", *(one.name.lower() for one in Answer)]
    export_headings = {
        "title": _("Text"),
        "kind_label": _("Kind"),
        **{one.name.lower(): one.label for one in Answer},
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """A row for each text."""
        return Feedback.for_editor(self.request.user)

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """Names the texts on this page of the report, and where each is edited."""
        rows = list(object_list)
        subjects = Feedback.subjects((row["kind"], row["object_id"]) for row in rows)
        for row in rows:
            subject = subjects.get((row["kind"], row["object_id"]))
            row["title"] = str(subject or _("gone"))
            row["kind_label"] = AskedAbout(row["kind"]).label
            row["edit_url"] = subject and _edit_url(row["kind"], subject)
        return rows


def _words(row: dict[str, Any]) -> StrOrPromise:
    return row["words"] or _("(searches whose words are not kept)")


class SearchReport(ReportView):
    """What readers look for, first what they did not find."""

    page_title = _("Searches")
    header_icon = "search"
    permission_policy = ModelPermissionPolicy(SearchTally)
    permission_required = "view"
    filterset_class = SearchFilterSet
    is_searchable = True
    search_fields = ["words"]
    index_url_name = "search_report"
    index_results_url_name = "search_report_results"
    default_ordering = ["-without", "-searches", "words"]
    columns = [
        Column("words", label=_("Words"), accessor=_words),
        NumberColumn("searches", label=_("Searches"), sort_key="searches"),
        NumberColumn("without", label=_("Without result"), sort_key="without"),
    ]
    list_export = ["words", "searches", "without"]
    export_headings = {
        "words": _("Words"),
        "searches": _("Searches"),
        "without": _("Without result"),
    }

    def get_base_queryset(self) -> QuerySet[Any]:
        """A row for each search, over all months that are wanted."""
        return SearchTally.by_words()


class ReportMenuItem(MenuItem):
    """Leads to a report those who may see it."""

    def __init__(self, report: type[FeedbackReport] | type[SearchReport], order: int) -> None:
        self.policy = report.permission_policy
        name = report.index_url_name
        super().__init__(
            report.page_title, reverse(name), name=name, icon_name=report.header_icon, order=order
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person may."""
        return self.policy.user_has_permission(request.user, "view")


def addresses() -> list[URLPattern]:
    """Where the reports stand, and their lists alone for the filters."""
    return [
        path(f"reports/{place}{rest}", report.as_view(results_only=bool(rest)), name=name)
        for place, report in (("feedback/", FeedbackReport), ("searches/", SearchReport))
        for rest, name in (
            ("", report.index_url_name),
            ("results/", report.index_results_url_name),
        )
    ]


def _edit_url(kind: str, subject: Any) -> str:
    if kind == AskedAbout.PAGE:
        return reverse("wagtailadmin_pages:edit", args=[subject.pk])
    return reverse(subject.snippet_viewset.get_url_name("edit"), args=[subject.pk])
