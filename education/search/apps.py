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
        """Connect the signal handlers, and add to the first screen of the admin."""
        # Models must be loaded first.
        from education.review.panels import register_home_lines  # noqa: PLC0415
        from education.search import panels, signal_handlers  # noqa: F401, PLC0415

        register_home_lines(panels.lines_of_searches)
