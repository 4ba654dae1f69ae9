"""Changes of category and topic, which do not change what a text says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from education.faq.models import FAQItem
from education.review.mixins import lock_for_update


def update_live_and_draft(item: FAQItem, change: Callable[[FAQItem], None], user: Any) -> None:
    """Change the live question at once, and its newest version too.

    Without the second, the next sign-off would publish a version that undoes the change.
    """
    with transaction.atomic():
        row = lock_for_update(item)
        draft = row.get_latest_revision_as_object()
        change(row)
        row.save()
        if draft is not row:
            change(draft)
        version = draft.save_revision(user=user, changed=False, clean=False)
        log(row, "wagtail.edit", user=user, revision=version, content_changed=True)
