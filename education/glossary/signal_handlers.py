"""Signal handlers that tell Wagtail's reference index what a term names."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from wagtail.signal_handlers import update_reference_index_on_save

from education.glossary.models import GlossaryTerm


@receiver(m2m_changed, sender=GlossaryTerm.sources.through)
@receiver(m2m_changed, sender=GlossaryTerm.see_also.through)
def index_references(instance: Any, action: str, **kwargs: Any) -> None:
    """Index a term again, since Wagtail has indexed it before its sources and terms were saved."""
    if isinstance(instance, GlossaryTerm) and action.startswith("post_"):
        update_reference_index_on_save(instance)
