"""Configuration of the content app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Publish the pages of the guide."""

    name = "education.content"
    label = "content"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Connect the signal handlers and the checks."""
        from education.content import checks, signal_handlers  # noqa: F401, PLC0415 - models must be loaded first
        from portal.web import health  # noqa: PLC0415 - the same

        health.add_check("settings", checks.readiness_of_settings)
