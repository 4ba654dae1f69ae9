"""The store of written pages."""

from __future__ import annotations

from django.apps import AppConfig


class StaticPagesConfig(AppConfig):
    """Every public page as a file that is never wrong (docs/decisions/016-the-page-store.md)."""

    name = "portal.static_pages"
    label = "static_pages"
    verbose_name = "Static pages"
