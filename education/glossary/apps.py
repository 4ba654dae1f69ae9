"""Configuration of the glossary app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    """The app of the glossary."""

    name = "education.glossary"
    label = "glossary"
    verbose_name = _("Glossary")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from education.glossary import signal_handlers  # noqa: F401, PLC0415 - needs the models
