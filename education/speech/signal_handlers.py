"""Signal handlers: the recordings of a text that readers no longer see go with the change."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import post_page_move

from education.content.signal_handlers import BOOKKEEPING, is_unseen
from education.speech.recordings import delete_withdrawn


@receiver([post_save, post_delete, m2m_changed, post_page_move])
def delete_recordings(sender: type[Model], **kwargs: Any) -> None:
    """Delete recordings of withdrawn texts, inside the transaction that withdraws them.

    It may fail afterwards: then the next run of `manage.py speak` records them again.
    """
    fields = kwargs.get("update_fields")
    is_draft = fields is not None and BOOKKEEPING.issuperset(fields)
    if not (is_draft or kwargs.get("raw") or sender.__module__ == "__fake__" or is_unseen(sender)):
        delete_withdrawn()
