"""Routes of the report of feedback."""

from __future__ import annotations

from django.urls import path

from education.feedback.reports import FeedbackReport

app_name = "feedback_admin"
urlpatterns = [
    path("reports/feedback/", FeedbackReport.as_view(), name="report"),
    path(
        "reports/feedback/results/",
        FeedbackReport.as_view(results_only=True),
        name="report_results",
    ),
]
