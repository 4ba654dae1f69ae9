"""Register the content standard with the admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from education.standard import admin_urls


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the URL patterns of the content standard."""
    return [path("", include(admin_urls))]


@hooks.register("register_admin_menu_item")
def register_guide_to_standard() -> MenuItem:
    """Add the content standard to the menu, below the submenu "Guide"."""
    address = reverse("content_standard:guide")
    return MenuItem(_("Content standard"), address, icon_name="glasses", order=210)


@hooks.register("insert_global_admin_css")
def insert_style() -> SafeString:
    """Add the style sheet of our views in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/editors.css"))


@hooks.register("insert_editor_js")
def insert_script() -> SafeString:
    """Add the script that updates the panel of the standard while an editor writes."""
    return format_html('<script src="{}" defer></script>', static("js/standard.js"))
