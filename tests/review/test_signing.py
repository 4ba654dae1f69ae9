"""A sign-off is bound to one version, by somebody who did not write it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from education.review.dates import months_later
from education.review.enums import ReviewScope, ReviewState
from education.review.mixins import NotSignedOffError
from education.review.models import SignOff, review_status
from education.review.sign_off import SignOffError, sign_off
from tests.factories import UserFactory
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, attestation, edited, person, signed

NAME = {"ContentPage": "title", "FAQItem": "question", "GlossaryTerm": "term"}


def renamed(text: Any, user: Any, words: str = "How do some cells move?") -> Any:
    """The text after somebody gave it another name in a draft."""
    field = "title" if hasattr(text, "title") else NAME[type(text).__name__]
    return edited(text, user, **{field: words})


def refused(text: Any, user: Any, **changes: Any) -> str:
    """Return why a sign-off is refused; nothing may have changed."""
    before = (text.live_revision_id, str(text))
    with pytest.raises(SignOffError) as reason:
        sign_off(text, user, attestation(text, **changes))
    now = type(text).objects.get(pk=text.pk)
    assert (now.live_revision_id, str(now)) == before
    assert not SignOff.objects.exists()
    assert not now.workflow_in_progress
    return str(reason.value)


def status(text: Any) -> ReviewState:
    """Return what readers are told."""
    return review_status(SignOff.record_of(text), text.live_revision_id).state


# What is signed -----------------------------------------------------------------------------------


def test_a_signed_draft_is_what_readers_see(text: Any, author: Any, reviewer: Any) -> None:
    text = signed(renamed(text, author), reviewer)
    assert str(text) == "How do some cells move?"
    assert text.live
    assert status(text) == ReviewState.REVIEWED


def test_the_record_says_who_what_and_until_when(text: Any, author: Any, reviewer: Any) -> None:
    text = signed(renamed(text, author), reviewer, note="Checked doses.", correction="A number.")
    (record,) = SignOff.record_of(text)
    assert record.revision_id == text.live_revision_id
    assert (record.reviewer, record.reviewer_name) == (reviewer, "Ada Nurse, RN")
    assert record.reviewer_title == "Oncology nurse"
    assert record.signed_on == timezone.localdate()
    assert record.next_review_on == timezone.localdate() + dt.timedelta(days=365)
    assert (record.note, record.correction) == ("Checked doses.", "A number.")
    assert record.scope == ReviewScope.FULL


def test_the_history_of_the_text_tells_the_sign_off(text: Any, reviewer: Any) -> None:
    from wagtail.log_actions import registry  # noqa: PLC0415 - only here

    text = signed(text, reviewer)
    assert "review.sign_off" in {one.action for one in registry.get_logs_for_instance(text)}


def test_what_was_submitted_is_finished_by_the_sign_off(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = renamed(text, author)
    state = text.get_workflow().start(text, author)
    text = signed(text, reviewer)
    state.refresh_from_db()
    assert state.status == state.STATUS_APPROVED
    assert state.current_task_state.revision_id == text.live_revision_id


def test_what_was_sent_back_and_mended_can_be_signed(text: Any, author: Any, reviewer: Any) -> None:
    text = renamed(text, author)
    state = text.get_workflow().start(text, author)
    task_state = state.current_task_state
    task_state.task.specific.on_action(task_state, reviewer, "reject", comment="Say more.")
    text = signed(renamed(text, author, "How do most cells move?"), reviewer)
    assert str(text) == "How do most cells move?"


def test_signing_again_what_readers_have_does_not_call_it_updated(text: Any, reviewer: Any) -> None:
    updated = text.last_published_at
    with time_machine.travel(timezone.now() + dt.timedelta(days=400), tick=False):
        text = signed(text, reviewer)
        assert text.last_published_at == updated
        assert status(text) == ReviewState.REVIEWED


# Who may not --------------------------------------------------------------------------------------


def test_the_last_editor_cannot_sign(text: Any, reviewer: Any) -> None:
    assert "Another clinician" in refused(renamed(text, reviewer), reviewer)


def test_a_superuser_who_wrote_it_cannot_sign(text: Any, roles: None) -> None:
    root = UserFactory(is_superuser=True, professional_title="Doctor", credentials="MD")
    assert "Another clinician" in refused(renamed(text, root), root)


def test_a_reviewer_may_sign_what_another_reviewer_wrote(text: Any, reviewer: Any) -> None:
    other = person(REVIEWER)
    text = renamed(text, other, "How do a few cells move?")
    assert str(signed(text, reviewer)) == "How do a few cells move?"


@pytest.mark.parametrize("role", [AUTHOR, FAQ, ADMIN])
def test_other_roles_cannot_sign(text: Any, role: str) -> None:
    assert "do not have permission to sign off" in refused(text, person(role))


def test_a_reviewer_whose_role_was_taken_away_cannot_sign(text: Any, reviewer: Any) -> None:
    attestation(text)
    reviewer.groups.clear()
    assert "permission" in refused(text, reviewer)


def test_a_reviewer_who_left_cannot_sign(text: Any, reviewer: Any) -> None:
    reviewer.is_active = False
    reviewer.save()
    assert "permission" in refused(text, reviewer)


@pytest.mark.parametrize("missing", ["professional_title", "credentials", "first_name"])
def test_a_reviewer_has_name_title_and_credentials(text: Any, reviewer: Any, missing: str) -> None:
    setattr(reviewer, missing, "")
    if missing == "first_name":
        reviewer.last_name = ""
    assert "credentials" in refused(text, reviewer)


def test_without_a_clinical_workflow_nobody_signs(text: Any, reviewer: Any) -> None:
    text.get_workflow().deactivate()
    assert "No workflow" in refused(text, reviewer)


# What cannot be signed ----------------------------------------------------------------------------


def test_what_changed_after_it_was_read_is_not_signed(
    text: Any, author: Any, reviewer: Any
) -> None:
    read = attestation(text)
    text = renamed(text, author)
    with pytest.raises(SignOffError, match="changed after you opened it"):
        sign_off(text, reviewer, read)
    assert not SignOff.objects.exists()


def test_what_autosave_wrote_over_is_not_signed(text: Any, author: Any, reviewer: Any) -> None:
    text = renamed(text, author)
    read, revision = attestation(text), text.latest_revision
    draft = text.get_latest_revision_as_object()
    draft.save_revision(user=author, overwrite_revision=revision)
    text = type(text).objects.get(pk=text.pk)
    assert text.latest_revision_id == revision.pk
    with pytest.raises(SignOffError, match="changed after you opened it"):
        sign_off(text, reviewer, read)


def test_autosave_does_not_write_over_what_was_signed(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = signed(renamed(text, author), reviewer)
    draft = text.get_latest_revision_as_object()
    new = draft.save_revision(user=author, overwrite_revision=text.latest_revision)
    assert new.pk != text.live_revision_id
    assert status(type(text).objects.get(pk=text.pk)) == ReviewState.REVIEWED


def test_the_content_standard_stops_a_sign_off(text: Any, author: Any, reviewer: Any) -> None:
    summary = " ".join(["Cells may move."] * 30)
    field = {"FAQItem": "short_answer", "GlossaryTerm": "definition"}
    text = edited(text, author, **{field.get(type(text).__name__, "summary"): summary})
    assert "content standard" in refused(text, reviewer)


@pytest.mark.parametrize("days", [0, -1, 37 * 31])
def test_the_next_review_comes_after_today_within_36_months(
    text: Any, reviewer: Any, days: int
) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)
    assert "36 months" in refused(text, reviewer, next_review_on=day)


# Small edits --------------------------------------------------------------------------------------


def test_a_small_edit_keeps_the_date_of_the_review(text: Any, author: Any, reviewer: Any) -> None:
    with time_machine.travel("2026-03-01T12:00:00Z"):
        text = signed(text, reviewer)
    with time_machine.travel("2026-06-01T12:00:00Z"):
        text = signed(renamed(text, author), reviewer, scope=ReviewScope.MINOR)
        now = review_status(SignOff.record_of(text), text.live_revision_id)
    assert now.state == ReviewState.REVIEWED
    assert now.sign_off.signed_on == dt.date(2026, 3, 1)
    assert now.record[0].next_review_on == dt.date(2027, 3, 1)


def test_what_nobody_reviewed_has_no_small_edits(text: Any, author: Any, reviewer: Any) -> None:
    text = renamed(text, author)
    assert "small edit" in refused(text, reviewer, scope=ReviewScope.MINOR)


# Other ways to publish ----------------------------------------------------------------------------


@pytest.mark.parametrize("superuser", [False, True])
def test_nothing_is_published_without_a_sign_off(
    text: Any, author: Any, reviewer: Any, superuser: bool
) -> None:
    user = UserFactory(is_superuser=True) if superuser else reviewer
    text = renamed(text, author)
    for who in (user, None):
        with pytest.raises(NotSignedOffError):
            text.latest_revision.publish(user=who)
    assert str(type(text).objects.get(pk=text.pk)) != "How do some cells move?"


def test_a_task_is_not_approved_past_the_signature(text: Any, author: Any, reviewer: Any) -> None:
    text = renamed(text, author)
    task_state = text.get_workflow().start(text, author).current_task_state
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, reviewer, "approve")
    with pytest.raises(NotSignedOffError):
        task_state.specific.approve(user=reviewer)
    task_state.refresh_from_db()
    assert task_state.status == task_state.STATUS_IN_PROGRESS


def test_a_planned_publication_waits_for_its_day_after_the_sign_off(
    text: Any, author: Any, reviewer: Any
) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - only here

    tomorrow = timezone.now() + dt.timedelta(days=1)
    text = edited(renamed(text, author), author, go_live_at=tomorrow)
    text = signed(text, reviewer)
    assert str(text) != "How do some cells move?"
    with time_machine.travel(tomorrow + dt.timedelta(hours=1)):
        call_command("publish_scheduled")
    text = type(text).objects.get(pk=text.pk)
    assert str(text) == "How do some cells move?"
    assert status(text) == ReviewState.REVIEWED


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-11-22", 12, "2027-11-22"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 36, "2029-12-31"),
        ("2026-11-30", 2, "2027-01-30"),
    ],
)
def test_months_later_is_the_same_day_where_there_is_one(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)
