"""Configuration of the speech app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpeechConfig(AppConfig):
    """App that records public texts as speech (docs/decisions/031-recorded-speech.md)."""

    name = "education.speech"
    label = "speech"
    verbose_name = _("Recorded speech")

    def ready(self) -> None:
        """Delete recordings together with what they read."""
        from education.speech import signal_handlers  # noqa: F401, PLC0415 - models must be loaded first
