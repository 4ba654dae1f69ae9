"""Configuration of the booklet app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BookletConfig(AppConfig):
    """The app that prints selected pages as one booklet."""

    name = "education.booklet"
    label = "booklet"
    verbose_name = _("Booklet")
