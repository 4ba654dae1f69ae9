"""Delete the feedback about a page, question or term with it, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page

from education.feedback.models import KINDS, Feedback
from education.review.enums import ContentKind


@receiver(post_delete)
def follow_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete what readers answered about a text that is deleted."""
    if isinstance(instance, Page):
        Feedback.forget(ContentKind.PAGE, instance.pk)
    elif sender in KINDS:
        Feedback.forget(KINDS[sender], instance.pk)
