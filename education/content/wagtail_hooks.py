"""Register topics, sources and pictures with the admin, and hide what is not used."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea
from wagtail.admin.site_summary import SummaryItem
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem
from wagtail.snippets.models import register_snippet

from education.content.models import Source
from education.content.querysets import permissions_to_view
from education.content.viewsets import GuideViewSet, PictureViewSet, SourceViewSet, TopicViewSet

register_snippet(TopicViewSet)
register_snippet(PictureViewSet)
register_snippet(SourceViewSet)


@hooks.register("register_admin_menu_item")
def register_guide_menu() -> MenuItem:
    """Return a submenu, which the view sets of all apps fill."""
    menu = Menu(register_hook_name=GuideViewSet.menu_hook)
    return SubmenuMenuItem(_("Guide"), menu, icon_name="list-ul", order=200)


@hooks.register("construct_main_menu")
@hooks.register("construct_search")
def remove_documents(request: HttpRequest, items: list[MenuItem] | list[SearchArea]) -> None:
    """Hide Wagtail's library of documents, which is not used."""
    items[:] = [item for item in items if item.name != "documents"]


@hooks.register("construct_homepage_summary_items")
def remove_documents_summary(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Hide the count of documents, which superusers would see."""
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let site admins choose who may only read the sources."""
    return permissions_to_view(Source)
