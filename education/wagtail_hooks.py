"""Registers what the editors' side shows. Nothing else happens here."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from education.viewsets import GuideGroup

register_snippet(GuideGroup)


@hooks.register("construct_main_menu")
def hide_unused_libraries(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Our pictures are drawings in the guide's own library; Wagtail's two libraries stay empty."""
    menu_items[:] = [item for item in menu_items if item.name not in {"images", "documents"}]
