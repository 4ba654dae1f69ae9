"""Configuration of the app for offline reading."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    """App that keeps the guide on a phone (docs/decisions/030-offline-reading.md)."""

    name = "education.offline"
    label = "offline"
    verbose_name = _("Offline reading")
