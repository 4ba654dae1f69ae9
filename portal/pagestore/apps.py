"""The store of written pages."""

from __future__ import annotations

from django.apps import AppConfig


class PageStore(AppConfig):
    """Every public page as a file that is never wrong (docs/decisions/016-the-page-store.md)."""

    name = "portal.pagestore"
    label = "pagestore"
    verbose_name = "Page store"
