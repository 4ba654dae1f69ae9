"""Test that nobody signs their own words, whoever saved them last."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.actions.copy_page import CopyPageAction
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Comment, Revision

from education.review.authorship import get_author_ids
from education.review.sign_off import SignOffError, sign_off, withdraw
from tests.factories import Guide
from tests.review.people import REVIEWER, attestation, browser_of, edited, person, signed, sound

FIELD = {"ArticlePage": "title", "FAQItem": "question", "GlossaryTerm": "term"}


def renamed(text: Any, user: Any, words: str) -> Any:
    """The text after somebody gave it another name in a draft."""
    return edited(text, user, **{FIELD[type(text).__name__]: words})


def is_refused(text: Any, user: Any) -> bool:
    """Return whether the user cannot sign the newest version."""
    try:
        sign_off(text, user, attestation(text))
    except SignOffError:
        return True
    return False


@pytest.fixture
def colleague(roles: None) -> Any:
    """A second clinician who signs."""
    return person(REVIEWER, first_name="Eve", last_name="Second")


def test_a_save_without_a_change_does_not_take_the_words_over(
    text: Any, reviewer: Any, colleague: Any
) -> None:
    text = edited(renamed(text, reviewer, "My own words"), colleague)
    assert is_refused(text, reviewer)
    assert not is_refused(text, colleague)


def test_a_comment_makes_nobody_an_author(guide: Guide, reviewer: Any, colleague: Any) -> None:
    page = renamed(sound("page", guide), reviewer, "My own words")
    draft = page.get_latest_revision_as_object()
    draft.wagtail_admin_comments.add(
        Comment(user=colleague, text="Looks fine.", contentpath="title")
    )
    draft.save_revision(user=colleague)
    page.refresh_from_db()
    assert is_refused(page, reviewer)
    assert not is_refused(page, colleague)


def test_a_small_edit_of_a_colleague_does_not_take_the_words_over(
    text: Any, reviewer: Any, colleague: Any
) -> None:
    text = renamed(text, reviewer, "My own words")
    assert is_refused(renamed(text, colleague, "My own words!"), reviewer)


def test_another_place_in_the_list_makes_nobody_an_author(
    guide: Guide, reviewer: Any, colleague: Any
) -> None:
    question = renamed(sound("question", guide), reviewer, "Can some cells move?")
    moved = edited(question, colleague, sort_order=7)
    assert get_author_ids(moved, moved.latest_revision) == {reviewer.pk}


def test_old_words_that_a_colleague_brings_back_are_still_their_author_s(
    text: Any, author: Any, reviewer: Any, colleague: Any
) -> None:
    text = renamed(text, reviewer, "My own words")
    text = signed(renamed(text, author, "Better words"), colleague)
    assert not is_refused(renamed(text, author, "Third words"), reviewer)
    text = renamed(type(text).objects.get(pk=text.pk), colleague, "My own words")
    assert is_refused(text, reviewer)


def test_words_that_were_signed_make_nobody_an_author(
    text: Any, author: Any, reviewer: Any, colleague: Any
) -> None:
    text = signed(renamed(text, reviewer, "My own words"), colleague)
    assert not is_refused(renamed(text, author, "Better words"), reviewer)


def test_the_author_cannot_bring_back_what_was_withdrawn(
    text: Any, reviewer: Any, colleague: Any
) -> None:
    text = signed(renamed(text, reviewer, "My own words"), colleague)
    withdraw(text, colleague, "It was wrong.")
    text = type(text).objects.get(pk=text.pk)
    assert is_refused(text, reviewer)
    assert is_refused(edited(text, colleague), reviewer)
    assert not is_refused(text, colleague)


def test_the_author_cannot_sign_a_copy(guide: Guide, reviewer: Any, colleague: Any) -> None:
    page = renamed(sound("page", guide), reviewer, "My own words")
    copy = CopyPageAction(
        page, user=colleague, update_attrs={"slug": "copy"}, keep_live=False
    ).execute(skip_permission_checks=True)
    assert Revision.objects.for_instance(copy).count() > 1
    assert is_refused(copy.specific, reviewer)


@pytest.mark.parametrize("kind", ["question", "term"])
def test_a_question_or_term_is_not_copied(guide: Guide, reviewer: Any, kind: str) -> None:
    text = sound(kind, guide)
    address = AdminURLFinder(reviewer).get_edit_url(text).replace("/edit/", "/copy/")
    assert browser_of(reviewer).get(address).status_code == 404
