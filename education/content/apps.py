"""Configuration of the content app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """The app of pages, topics, sources, pictures and site settings."""

    name = "education.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Connect the signal handlers and the checks."""
        # Models must be loaded first.
        from wagtail.signals import init_new_page  # noqa: PLC0415

        from education.content import (  # noqa: PLC0415
            admin_home,
            checks,
            initial_content,
            redirects,  # noqa: F401
            signal_handlers,  # noqa: F401
        )
        from education.review.admin_home import register_home_lines  # noqa: PLC0415
        from portal.web import health  # noqa: PLC0415

        init_new_page.connect(initial_content.set_initial_content)
        register_home_lines(admin_home.lines_of_settings)
        health.add_check("settings", checks.readiness_of_settings)
