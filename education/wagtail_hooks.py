"""Registers what the editors' side shows. Nothing else happens here."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls.resolvers import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from education import reports
from education.models import Feedback, SearchTally
from education.querysets import permissions_to_view
from education.viewsets import GuideGroup

register_snippet(GuideGroup)


@hooks.register("construct_main_menu")
def hide_unused_libraries(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Our pictures are drawings in the guide's own library; Wagtail's two libraries stay empty."""
    menu_items[:] = [item for item in menu_items if item.name not in {"images", "documents"}]


@hooks.register("register_admin_urls")
def add_report_addresses() -> list[URLPattern]:
    """Where the reports stand."""
    return reports.addresses()


@hooks.register("register_reports_menu_item")
def add_feedback_to_reports() -> MenuItem:
    """What readers answered."""
    return reports.ReportMenuItem(reports.FeedbackReport, order=100)


@hooks.register("register_reports_menu_item")
def add_searches_to_reports() -> MenuItem:
    """What readers searched for."""
    return reports.ReportMenuItem(reports.SearchReport, order=110)


@hooks.register("register_permissions")
def let_admins_give_reports_to_roles() -> QuerySet[Permission]:
    """Who may see which report."""
    return permissions_to_view(Feedback, SearchTally)
