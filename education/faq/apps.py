"""Configuration of the faq app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FAQConfig(AppConfig):
    """The app of questions and answers."""

    name = "education.faq"
    label = "faq"
    verbose_name = _("Questions and answers")

    def ready(self) -> None:
        """Register questions as snippets with an address."""
        # Models must be loaded first.
        from education.content.registry import register_snippet_with_url  # noqa: PLC0415
        from education.faq.models import FAQIndexPage, FAQItem  # noqa: PLC0415

        register_snippet_with_url("questions", FAQItem, FAQIndexPage)
