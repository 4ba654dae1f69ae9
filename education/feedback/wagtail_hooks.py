"""Register the report and the column of feedback with the admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path
from django.urls.resolvers import URLResolver
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from education.content.querysets import permissions_to_view
from education.content.reports import ReportMenuItem
from education.content.snippet_lists import ExtraColumn
from education.feedback import admin_urls
from education.feedback.models import Feedback
from education.feedback.reports import FeedbackReport
from education.feedback.tables import FeedbackColumn


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the screens of this app."""
    return [path("", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Show the report of feedback in the menu."""
    return ReportMenuItem(FeedbackReport, order=100)


@hooks.register("register_listing_column", order=10)
def register_feedback_column() -> ExtraColumn:
    """Show readers' answers in the lists of questions and terms."""
    return FeedbackColumn()


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let site admins choose who sees the report."""
    return permissions_to_view(Feedback)
