"""Delete the feedback about a page, question or term with it, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page

from education.faq.models import FAQItem
from education.feedback.models import Feedback
from education.glossary.models import GlossaryTerm
from education.review.enums import ContentKind

_KINDS = {FAQItem: ContentKind.QUESTION, GlossaryTerm: ContentKind.WORD}


@receiver(post_delete)
def follow_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete what readers answered about a text that is deleted."""
    if isinstance(instance, Page):
        Feedback.forget(ContentKind.PAGE, instance.pk)
    elif sender in _KINDS:
        Feedback.forget(_KINDS[sender], instance.pk)
