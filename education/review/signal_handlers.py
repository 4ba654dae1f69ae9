"""Signal handlers that mark signed texts when a record that they show changes."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from education.review.models import (
    ShownContent,
    content_key,
    get_fingerprint,
    is_shown_content,
)


@receiver(post_save)
def mark_changed_content(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Compare a saved row with what was signed.

    It is read from the database, as the instance may hold a draft that readers do not see.
    """
    if is_shown_content(sender) and not kwargs["created"]:
        row = sender._base_manager.get(pk=instance.pk)
        ShownContent.mark(content_key(row), get_fingerprint(row))


@receiver(post_delete)
def mark_deleted_content(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Mark the texts that showed a row which is gone."""
    if is_shown_content(sender):
        ShownContent.mark(content_key(instance), "")
