"""Routes of the report of codes."""

from __future__ import annotations

from django.urls import path

from education.infobutton.reports import CodeReport

app_name = "infobutton_admin"
urlpatterns = [
    path("reports/codes/", CodeReport.as_view(), name="report"),
    path("reports/codes/results/", CodeReport.as_view(results_only=True), name="report_results"),
]
