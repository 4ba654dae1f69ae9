"""Configuration of the search app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Configure search."""

    name = "education.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from education.search import signal_handlers  # noqa: F401, PLC0415 - models must be loaded first
