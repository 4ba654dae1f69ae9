"""Configuration of the search app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """The app that searches pages, questions and terms, and counts searches."""

    name = "education.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the signal handlers, and extend the screens and pages of other apps."""
        # Models must be loaded first.
        from education.faq.registry import register_extension  # noqa: PLC0415
        from education.glossary.registry import register_usages  # noqa: PLC0415
        from education.review.admin_home import register_home_lines  # noqa: PLC0415
        from education.search import admin_home, signal_handlers  # noqa: F401, PLC0415
        from education.search.queries import find_usages  # noqa: PLC0415
        from education.search.question_admin import SearchExtension  # noqa: PLC0415

        register_extension(SearchExtension())
        register_usages(find_usages)
        register_home_lines(admin_home.lines_of_searches)
