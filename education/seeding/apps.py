"""Configuration of the seeding app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedingConfig(AppConfig):
    """The app that imports the fixtures."""

    name = "education.seeding"
    label = "seeding"
    verbose_name = _("Seeding")
