"""Signal handlers: changes of public texts are recorded in the transactions that make them."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from education.api.changes import record_all, record_publication
from education.review.models import SignOff
from education.review.registry import find_kind
from portal.static_pages.invalidation import is_suspended


@receiver([page_published, published])
def record_published_text(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Record the publication of a text."""
    if find_kind(sender) and not is_suspended():
        record_publication(instance)


@receiver(post_save, sender=SignOff)
def record_signed_text(sender: Any, instance: SignOff, created: bool, **kwargs: Any) -> None:
    """Record a new review of the live version, which is not published again."""
    text = instance.content_object
    if created and text is not None and text.live_revision_id == instance.revision_id:
        record_publication(text)


@receiver([page_unpublished, unpublished, post_page_move, page_slug_changed])
def record_change_of_address(sender: Any, **kwargs: Any) -> None:
    """Record the withdrawal of a text and of those below it, and what has a new address."""
    record_all()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def record_change_of_privacy(sender: Any, **kwargs: Any) -> None:
    """Record which pages became private or public."""
    record_all()


@receiver([post_save, post_delete], sender=Site)
def record_change_of_site(sender: Any, **kwargs: Any) -> None:
    """Record what is public now that a site has another root page."""
    if not is_suspended():
        record_all()


@receiver(post_delete)
def record_deletion(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Record the deletion of a text that readers could see."""
    if sender is Page or (find_kind(sender) and not issubclass(sender, Page)):
        record_all()
