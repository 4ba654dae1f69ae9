"""Deletion of texts in the admin: what readers see is withdrawn first, with a reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page

from education.review.mixins import SignOffRequiredMixin


def get_deletion_blocker(row: Model) -> str:
    """Return why a row cannot be deleted in the admin; empty when it can."""
    text: Any = row.specific if isinstance(row, Page) else row
    if not isinstance(text, SignOffRequiredMixin):
        return ""
    if not text.is_deletable:
        return _("“%s” has an address that other systems link to. It cannot be deleted.") % text
    deleted = text.get_descendants(inclusive=True).live() if isinstance(text, Page) else [text]
    if live := next((one for one in deleted if one.live), None):
        return _("“%s” is live. Withdraw it first, with a reason; then it can be deleted.") % live
    return ""


@receiver(pre_delete)
def refuse_deletion(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Raise PermissionDenied for a text that readers see, when somebody in the admin deletes it.

    This covers each way to delete: forms, bulk actions, the API, and rows that go with others.
    Commands on the server have no user and are not held back.
    """
    is_text = isinstance(instance, Page | SignOffRequiredMixin)
    if is_text and get_active_log_context().user and (reason := get_deletion_blocker(instance)):
        raise PermissionDenied(reason)
