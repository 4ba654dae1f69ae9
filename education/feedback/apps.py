"""Configuration of the feedback app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """The app that counts what readers answer about a text."""

    name = "education.feedback"
    label = "feedback"
    verbose_name = _("Feedback")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from education.feedback import signal_handlers  # noqa: F401, PLC0415 - models must be loaded first
