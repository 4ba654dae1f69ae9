"""Delete the feedback about a page, question or term with it, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from education.feedback.models import Feedback
from education.review.registry import find_kind


@receiver(post_delete)
def follow_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Delete what readers answered about a text that is deleted."""
    if kind := find_kind(sender):
        Feedback.forget(kind, instance.pk)
