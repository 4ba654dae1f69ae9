"""Configuration of the faq app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FAQConfig(AppConfig):
    """The app of questions and answers."""

    name = "education.faq"
    label = "faq"
    verbose_name = _("Questions and answers")
