"""Routes of the reports on searches."""

from __future__ import annotations

from django.urls import path

from education.search.reports import SearchReport, UnansweredReport

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
]
