"""Configuration of the feedback app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """Configure what readers say of a text."""

    name = "education.feedback"
    label = "feedback"
    verbose_name = _("Feedback")
