"""Sign off and withdraw texts: the only ways to publish and to unpublish them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, WorkflowState

from education.review.authorship import get_author_ids
from education.review.dates import months_later
from education.review.enums import ReviewScope
from education.review.mixins import lock_for_update
from education.review.models import (
    ShownContent,
    SignerConfirmation,
    SignOff,
    SignOffTask,
    Withdrawal,
    get_fingerprint,
)
from education.review.notifications import notify_of_withdrawal
from education.review.registry import Text
from education.review.signers import is_complete
from education.standard.results import Finding, Level
from education.standard.text_findings import findings

MONTHS, MOST_MONTHS = 12, 36  # months until the next review: default and maximum


class SignOffError(Exception):
    """Error whose message tells the reviewer why a text cannot be signed off."""


@dataclass(frozen=True)
class SignOffData:
    """Answers of a reviewer about the version that they have read."""

    seen: str  # the version, as `version_of` names it
    next_review_on: dt.date | None  # None: a small edit keeps the date of the review before.
    scope: ReviewScope = ReviewScope.FULL
    note: str = ""
    correction: str = ""


def version_of(revision: Revision) -> str:
    """Return an id of the content of a version, and of the records that it shows.

    The id holds the time of the last save, as autosave overwrites an author's newest version.
    """
    shown = sorted(map(get_fingerprint, revision.as_object().get_shown_content()))
    digest = sha256("".join(shown).encode()).hexdigest()[:16]
    return f"{revision.pk}@{revision.created_at:%Y%m%dT%H%M%S.%f}@{digest}"


def get_blocking_findings(found: list[Finding]) -> list[Finding]:
    """Return the findings that block a sign-off."""
    return [one for one in found if one.level is Level.BLOCKS]


def get_sign_off_blocker(text: Text, revision: Revision | None, user: Any) -> str:
    """Return why the user cannot sign off a version, whatever its content; empty when they can."""
    task = SignOffTask.of(text)
    if task is None:
        return _("No workflow with a clinical sign-off covers this text. A site admin can add it.")
    if not task.may_be_signed_by(user):
        return _("You do not have permission to sign off this text.")
    if revision is None:
        return _("No version of this text is saved yet. Save it once, then it can be signed off.")
    if user.pk in get_author_ids(text, revision):
        return _(
            "You wrote part of this version after the last sign-off, or changed a picture or "
            "source that it shows. Another clinician must sign it off."
        )
    if not is_complete(user):
        return _(
            "Readers see who signed: your account needs your name, professional title and "
            "credentials. A site admin can enter them."
        )
    if SignerConfirmation.of(user) is None:
        return _(
            "A second person must confirm your name, professional title and credentials before you "
            "can sign, and again after each change of your account. A clinician who is confirmed, "
            "or a superuser, does so under Reports, Signers."
        )
    return ""


def may_be_minor(text: Text, record: list[SignOff]) -> bool:
    """Return whether a small edit may be signed off as minor: what readers see was signed off."""
    is_signed = bool(record) and record[0].revision_id == text.live_revision_id
    return is_signed and text.live and not record[0].content_changed_on


@transaction.atomic
def sign_off(text: Text, user: Any, said: SignOffData) -> SignOff:
    """Sign off the newest version and publish it.

    Raise SignOffError if that is not allowed; then nothing has changed. The text is locked first,
    as every save locks it: what is signed is what was seen.
    """
    row = lock_for_update(text)
    text = getattr(row, "specific", row)
    revision = SignOff.version_to_sign(text)
    if reason := get_sign_off_blocker(text, revision, user):
        raise SignOffError(reason)
    if revision is None or version_of(revision) != said.seen:
        raise SignOffError(
            _(
                "The text, or something that it shows, was changed after you opened it. "
                "Not signed. Please read the new version."
            )
        )
    if get_blocking_findings(findings(revision.as_object())):
        raise SignOffError(
            _("Issues of the content standard block sign-off. The list says what to fix.")
        )
    record = SignOff.record_of(text)
    next_review_on = _next_review(text, record, said)
    signed = SignOff.objects.create(
        content_object=text,
        revision=revision,
        reviewer=user,
        reviewer_name=user.signature,
        reviewer_title=user.professional_title,
        next_review_on=next_review_on,
        scope=said.scope,
        note=said.note,
        correction=said.correction,
    )
    ShownContent.keep(signed, revision.as_object().get_shown_content())
    Withdrawal.end(text)
    log(text, "review.sign_off", user=user, revision=revision, data={"note": said.note})
    _let_workflow_go_on(text, revision, user, said.note)
    return signed


def may_withdraw(text: Text, user: Any) -> bool:
    """Return whether the user signs off this text, and may therefore withdraw it."""
    task = SignOffTask.of(text)
    return task is not None and task.may_be_signed_by(user)


@transaction.atomic
def withdraw(text: Text, user: Any, reason: str) -> None:
    """Unpublish a text, or cancel its scheduled publication.

    Only a new sign-off publishes it again. Its authors are told by e-mail. Raise PermissionDenied
    if the user may not withdraw it, and SignOffError if it is withdrawn already.
    """
    row = lock_for_update(text)
    text = getattr(row, "specific", row)
    if not may_withdraw(text, user):
        raise PermissionDenied
    if Withdrawal.of(text):
        raise SignOffError(_("This text is withdrawn already."))
    text.unpublish(log_action=False)  # Without a user, whom Wagtail would refuse.
    text.revisions.update(approved_go_live_at=None)  # Cancels scheduled publications.
    withdrawal = Withdrawal.objects.create(content_object=text, user=user, reason=reason)
    SignOff.withdraw(text, withdrawal)
    log(text, "review.withdraw", user=user, data={"reason": reason})
    transaction.on_commit(partial(notify_of_withdrawal, text, withdrawal))


def _next_review(text: Text, record: list[SignOff], said: SignOffData) -> dt.date:
    if said.scope == ReviewScope.MINOR:
        if not may_be_minor(text, record):
            raise SignOffError(_("Only an edit of a text that was signed off can be a small edit."))
        return record[0].next_review_on
    today = timezone.localdate()
    if not (
        said.next_review_on and today < said.next_review_on <= months_later(today, MOST_MONTHS)
    ):
        raise SignOffError(_("The next review must be after today, in 36 months at the latest."))
    return said.next_review_on


def _let_workflow_go_on(text: Text, revision: Revision, user: Any, note: str) -> None:
    """Approve the clinical task, which publishes; start a workflow if none is running.

    Raise SignOffError if the workflow is at another task.
    """
    workflow: Any = text.get_workflow()  # Not None: checked by get_sign_off_blocker.
    state = text.current_workflow_state or workflow.start(text, user)
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user)
    task_state = state.current_task_state
    task = task_state.task.specific
    if not isinstance(task, SignOffTask):
        raise SignOffError(_("This text is at another step of its workflow: “%s”.") % task)
    task_state.revision = revision  # The text may have been edited since submission.
    task_state.save(update_fields=["revision"])
    task.on_action(task_state, user, "approve", comment=note)
