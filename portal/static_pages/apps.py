"""App configuration of static pages."""

from __future__ import annotations

from django.apps import AppConfig


class StaticPagesConfig(AppConfig):
    """App that keeps each public page as a file (docs/decisions/016-static-pages.md)."""

    name = "portal.static_pages"
    label = "static_pages"
    verbose_name = "Static pages"

    def ready(self) -> None:
        """Add static pages to the readiness check."""
        from portal.static_pages.worker import readiness  # noqa: PLC0415 - models must be loaded first
        from portal.web import health  # noqa: PLC0415 - the same

        health.add_check("store", readiness, unknown="not known")
