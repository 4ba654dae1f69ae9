"""Routes of the reports on searches."""

from __future__ import annotations

from django.urls import path

from education.search.reports import SearchReport, UnansweredReport

urlpatterns = [
    path("reports/searches/", SearchReport.as_view(), name="search_report"),
    path(
        "reports/searches/results/",
        SearchReport.as_view(results_only=True),
        name="search_report_results",
    ),
    path("reports/unanswered/", UnansweredReport.as_view(), name="unanswered_report"),
    path(
        "reports/unanswered/results/",
        UnansweredReport.as_view(results_only=True),
        name="unanswered_report_results",
    ),
]
