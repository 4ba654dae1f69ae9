"""Hooks that add search words, alarm words and reports of searches to the admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import include, path
from django.urls.resolvers import URLResolver
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from education.content.querysets import permissions_to_view
from education.content.reports import ReportMenuItem
from education.content.snippet_lists import ExtraColumn
from education.search import admin_urls
from education.search.models import AlarmGroup, SearchQueryCount
from education.search.reports import SearchReport
from education.search.tables import SearchesColumn
from education.search.unanswered_views import UnansweredMenuItem, UnansweredReport
from education.search.viewsets import AlarmGroupViewSet, SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)
register_snippet(AlarmGroupViewSet)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Return the routes of the reports of searches."""
    return [path("", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_search_report() -> MenuItem:
    """Return the menu item of the report of searches."""
    return ReportMenuItem(SearchReport, order=110)


@hooks.register("register_reports_menu_item")
def register_unanswered_report() -> MenuItem:
    """Return the menu item of the report of searches without an answer."""
    return UnansweredMenuItem(UnansweredReport, order=120)


@hooks.register("register_listing_column", order=20)
def register_searches_column() -> ExtraColumn:
    """Return the column with the number of searches for the list of questions."""
    return SearchesColumn()


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Return the permissions to see the counts of searches and to read the alarm words."""
    return permissions_to_view(SearchQueryCount, AlarmGroup)
