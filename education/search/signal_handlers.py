"""Signal handlers that update the search index in the transaction of a change."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from education.content.signal_handlers import BOOKKEEPING
from education.faq.models import FAQCategory
from education.search import indexing
from education.search.models.index import SNIPPETS, SearchEntry

_KINDS = {model: kind for kind, model in SNIPPETS.items()}


@receiver(post_save)
def follow_saved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Update the index after a page, view restriction, category, question or term was saved."""
    fields = kwargs["update_fields"]
    if kwargs["raw"] or (fields is not None and BOOKKEEPING.issuperset(fields)):
        return  # After a dump was loaded, `rebuild_search` indexes its rows.
    if isinstance(instance, Page):
        indexing.index_page(instance.pk)
    elif isinstance(instance, PageViewRestriction):
        indexing.index_pages_below(instance.page_id)
    elif isinstance(instance, FAQCategory):
        indexing.index_questions_in(instance.pk)
    elif sender in _KINDS:
        indexing.index_snippet(_KINDS[sender], instance.pk)


@receiver(post_delete)
def follow_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Remove a deleted text from the index; add pages whose view restriction was deleted."""
    if isinstance(instance, Page):
        SearchEntry.forget_page(instance.pk)
    elif isinstance(instance, PageViewRestriction):
        indexing.index_pages_below(instance.page_id)
    elif sender in _KINDS:
        SearchEntry.forget_snippet(_KINDS[sender], instance.pk)


@receiver(post_page_move)
def follow_moved(sender: type, instance: Page, **kwargs: Any) -> None:
    """Update the index after a page was moved below a private page, or away from it."""
    indexing.index_pages_below(instance.pk)
