"""A withdrawn text says so on every screen, until somebody signs it off again."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from wagtail.admin.admin_url_finder import AdminURLFinder

from education.review.enums import ReviewState
from education.review.models import Withdrawal, filter_by_review_state
from education.review.registry import clinical_text, kind_of
from education.review.sign_off import SignOffError, withdraw
from education.review.status import ReviewUrgency, build_review_rows
from tests.html import words
from tests.review.people import REVIEWER as ROLE
from tests.review.people import browser_of, edited, person, signed
from tests.review.test_screens import opened, screen_of

REASON = "The dose is wrong."


@pytest.fixture(params=["signed", "never signed"])
def withdrawn(
    request: pytest.FixtureRequest,
    text: Any,
    reviewer: Any,
    django_capture_on_commit_callbacks: Any,
) -> Any:
    """A text that was withdrawn."""
    if request.param == "signed":
        text = signed(text, reviewer)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(text, reviewer, REASON)
    return clinical_text(kind_of(text), text.pk)


def test_its_review_says_why_and_nowhere_that_it_is_reviewed(withdrawn: Any, reviewer: Any) -> None:
    page = words(opened(withdrawn, reviewer).select_one("main"))
    assert "Withdrawn by Ada Nurse on" in page
    assert REASON in page
    assert "Reviewed by a clinician" not in page
    assert "Sign off and bring back" in page


def test_its_editor_says_why(withdrawn: Any, reviewer: Any) -> None:
    address = AdminURLFinder().get_edit_url(withdrawn)
    page = words(BeautifulSoup(browser_of(reviewer).get(address).content, "html.parser").main)
    assert REASON in page
    assert "Signed off by" not in page


def test_its_preview_does_not_call_it_reviewed(withdrawn: Any, reviewer: Any) -> None:
    frame = opened(withdrawn, reviewer).select_one("iframe")["src"]
    page = words(BeautifulSoup(browser_of(reviewer).get(frame).content, "html.parser").main)
    assert "Withdrawn." in page
    assert "Reviewed by a clinician" not in page
    assert "Last signed off by" not in page


def test_it_stands_first_in_the_report_and_in_its_own_state(withdrawn: Any) -> None:
    (row,) = build_review_rows([withdrawn])
    assert row.need == ReviewUrgency.WITHDRAWN == next(iter(ReviewUrgency))
    rows = type(withdrawn).objects.all()
    for state in ReviewState:
        found = filter_by_review_state(rows, state).filter(pk=withdrawn.pk)
        assert found.exists() == (state == ReviewState.WITHDRAWN)


def test_a_later_draft_does_not_hide_that_it_is_withdrawn(withdrawn: Any, author: Any) -> None:
    (row,) = build_review_rows([edited(withdrawn, author)])
    assert row.need == ReviewUrgency.WITHDRAWN


def test_a_new_sign_off_ends_it(withdrawn: Any, reviewer: Any) -> None:
    text = signed(withdrawn, reviewer)
    assert text.live
    assert Withdrawal.of(text) is None
    (row,) = build_review_rows([text])
    assert row.need == ReviewUrgency.NOTHING


def test_nobody_withdraws_it_twice(withdrawn: Any, reviewer: Any) -> None:
    with pytest.raises(SignOffError):
        withdraw(withdrawn, reviewer, "It is still wrong.")
    answer = browser_of(reviewer).post(
        screen_of(withdrawn, "withdraw/"), {"reason": "It is still wrong."}
    )
    assert answer.status_code == 302
    assert Withdrawal.objects.get().reason == REASON


def test_its_authors_are_told_and_who_withdrew_it_is_not(
    text: Any, author: Any, reviewer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    author.email, reviewer.email = "bea@example.org", "ada@example.org"
    author.save(), reviewer.save()
    other = person(ROLE, email="eve@example.org")
    text = signed(edited(text, author), other)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(text, other, REASON)
    (told,) = mail.outbox
    assert told.to == ["bea@example.org"]
    assert REASON in told.body
    assert screen_of(text) in told.body


def test_the_reason_of_a_request_for_changes_stands_above_the_text(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = edited(text, author)
    state = text.get_workflow().start(text, author).current_task_state
    state.task.specific.on_action(state, reviewer, "reject", comment="Say more of the dose.")
    assert "Say more of the dose." in words(opened(text, author).select_one(".guide-review"))
    address = AdminURLFinder().get_edit_url(text)
    page = BeautifulSoup(browser_of(author).get(address).content, "html.parser")
    assert "Say more of the dose." in words(page.main)
