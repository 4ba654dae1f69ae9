"""Signal handlers: the recordings of a text that readers no longer see go with the change."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

from education.content.signal_handlers import BOOKKEEPING
from education.review.registry import find_kind
from education.speech.recordings import delete_withdrawn


@receiver([post_save, post_delete, post_page_move])
def delete_recordings(sender: type[Model], **kwargs: Any) -> None:
    """Delete recordings of withdrawn texts, inside the transaction that withdraws them.

    It may fail afterwards: then the next run of `manage.py speak` records them again.
    """
    fields = kwargs.get("update_fields")
    is_draft = fields is not None and BOOKKEEPING.issuperset(fields)
    if not is_draft and not kwargs.get("raw") and _decides_what_is_public(sender):
        delete_withdrawn()


def _decides_what_is_public(sender: type[Model]) -> bool:
    if sender.__module__ == "__fake__":  # a historical model, inside migrations
        return False
    is_text = issubclass(sender, Page) or find_kind(sender) is not None
    return is_text or sender in {PageViewRestriction, Site}
