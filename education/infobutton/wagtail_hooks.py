"""Register the report of codes with the admin."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from education.infobutton import admin_urls


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Register the screens of this app."""
    return [path("", include(admin_urls))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Add the report of codes to the menu."""
    return MenuItem(
        _("Codes"), reverse("infobutton_admin:report"), name="codes", icon_name="tag", order=97
    )
