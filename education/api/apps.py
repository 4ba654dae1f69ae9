"""Configuration of the API app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """App that gives public texts to other systems, with the state of their review."""

    name = "education.api"
    label = "api"
    verbose_name = _("Read API")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from education.api import signal_handlers  # noqa: F401, PLC0415
