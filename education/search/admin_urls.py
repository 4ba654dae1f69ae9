"""Routes of the reports on searches."""

from __future__ import annotations

from django.urls import path

from education.search.reports import SearchReport
from education.search.unanswered_views import AddSynonymsView, UnansweredReport, dismiss

app_name = "search_admin"
urlpatterns = [
    path("reports/searches/", SearchReport.as_view(), name="searches"),
    path(
        "reports/searches/results/",
        SearchReport.as_view(results_only=True),
        name="searches_results",
    ),
    path("reports/unanswered/", UnansweredReport.as_view(), name="unanswered"),
    path(
        "reports/unanswered/results/",
        UnansweredReport.as_view(results_only=True),
        name="unanswered_results",
    ),
    path("reports/unanswered/dismiss/", dismiss, name="dismiss"),
    path("reports/unanswered/synonyms/", AddSynonymsView.as_view(), name="add_synonyms"),
]
