"""Configuration of the review app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """App for clinical review of texts."""

    name = "education.review"
    label = "review"
    verbose_name = _("Clinical review")

    def ready(self) -> None:
        """Connect the signal handlers."""
        from education.review import deletion, signal_handlers  # noqa: F401, PLC0415
