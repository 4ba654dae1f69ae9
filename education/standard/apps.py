"""Configuration of the standard app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardConfig(AppConfig):
    """App for the content standard."""

    name = "education.standard"
    label = "standard"
    verbose_name = _("Content standard")
