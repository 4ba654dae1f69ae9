"""Taking a text away from readers at once, with a reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from education.review.mixins import locked
from education.review.models import SignOff, SignOffTask
from education.review.registry import Text


def may_withdraw(text: Text, user: Any) -> bool:
    """Whether this person signs this text off, and may therefore take it away."""
    task = SignOffTask.of(text)
    return task is not None and task.is_done_by(user)


@transaction.atomic
def withdraw(text: Text, user: Any, reason: str) -> None:
    """Unpublishes a text, or stops its planned publication. Raises PermissionDenied.

    Only a new sign-off brings it back.
    """
    row = locked(text)
    text = getattr(row, "specific", row)
    if not may_withdraw(text, user):
        raise PermissionDenied
    action = UnpublishPageAction if isinstance(text, Page) else UnpublishAction
    action(text, user=user, log_action=False).execute(skip_permission_checks=True)
    text.revisions.update(approved_go_live_at=None)  # What was planned does not happen either.
    SignOff.withdraw(text, reason)
    log(text, "review.withdraw", user=user, data={"reason": reason})
