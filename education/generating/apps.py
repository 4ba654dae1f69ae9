"""Configuration of the generating app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeneratingConfig(AppConfig):
    """The app that generates large guides, to measure performance."""

    name = "education.generating"
    label = "generating"
    verbose_name = _("Generated pages")
