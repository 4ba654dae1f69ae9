"""Configuration of the glossary app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    """The app of the glossary."""

    name = "education.glossary"
    label = "glossary"
    verbose_name = _("Glossary")

    def ready(self) -> None:
        """Register terms as snippets with an address."""
        # Models must be loaded first.
        from education.content.registry import register_snippet_with_url  # noqa: PLC0415
        from education.glossary.models import GlossaryIndexPage, GlossaryTerm  # noqa: PLC0415

        register_snippet_with_url("terms", GlossaryTerm, GlossaryIndexPage)
