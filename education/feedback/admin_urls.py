"""Routes of the report of feedback."""

from __future__ import annotations

from django.urls import path

from education.feedback.reports import FeedbackReport

urlpatterns = [
    path("reports/feedback/", FeedbackReport.as_view(), name="feedback_report"),
    path(
        "reports/feedback/results/",
        FeedbackReport.as_view(results_only=True),
        name="feedback_report_results",
    ),
]
