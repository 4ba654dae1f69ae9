"""A dishonest author and a careless admin try to get words past a signature; each try fails."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from education.content.models import Picture, Source
from education.review.models import SignOff
from education.review.sign_off import SignOffError, sign_off
from tests import bodies
from tests.factories import CategoryFactory, Guide, PictureFactory, TopicFactory, UserFactory
from tests.html import words
from tests.review.people import (
    ADMIN,
    FAQ,
    REVIEWER,
    TRANSLATOR,
    attestation,
    browser_of,
    edited,
    person,
    signed,
    sound,
    sound_body,
)
from tests.review.test_authorship import FIELD, is_refused, renamed
from tests.review.test_screens import screen_of

LIE = "Stop all your medicines"


@pytest.fixture
def colleague(roles: None) -> Any:
    """A second clinician who signs."""
    return person(REVIEWER, first_name="Eve", last_name="Second")


@pytest.fixture
def admin(roles: None) -> Any:
    return person(ADMIN, first_name="Sam", last_name="Admin")


def as_read(text: Any, client: Any) -> str:
    """The public page of a text."""
    url = text.get_url() if isinstance(text, Page) else text.get_absolute_url()
    response = client.get(url)
    html = BeautifulSoup(response.content, "html.parser")
    return words(html.main) if html.main else ""


# A dishonest author, who may also sign ------------------------------------------------------------


def test_a_comment_of_a_colleague_does_not_let_the_author_sign(
    text: Any, reviewer: Any, colleague: Any
) -> None:
    text = renamed(text, reviewer, LIE)
    browser_of(colleague).post(screen_of(text, "comment/"), {"text": "Looks fine."})
    assert is_refused(text, reviewer)


def test_a_clerical_move_by_an_admin_does_not_let_the_author_sign(
    guide: Guide, reviewer: Any
) -> None:
    question = renamed(sound("question", guide), reviewer, LIE)
    other = CategoryFactory()
    browser_of(person(FAQ)).post(
        f"/cms/bulk/faq/faqitem/move/?id={question.pk}&next=/cms/",
        {"chosen": other.pk},
    )
    question = type(question).objects.get(pk=question.pk)
    assert question.latest_revision.user != reviewer  # Somebody else saved last.
    assert is_refused(question, reviewer)


def test_a_merge_of_topics_does_not_let_the_author_sign(
    guide: Guide, reviewer: Any, admin: Any
) -> None:
    old, new = TopicFactory(), TopicFactory()
    page = sound("page", guide)
    page.topics.add(old)
    page.save_revision().publish()
    page = renamed(type(page).objects.get(pk=page.pk), reviewer, LIE)
    browser_of(admin).post(f"/cms/snippets/content/topic/merge/{old.pk}/", {"into": new.pk})
    assert not type(old).objects.filter(pk=old.pk).exists()
    assert is_refused(type(page).objects.get(pk=page.pk), reviewer)


def test_a_colleague_who_goes_back_to_an_old_version_does_not_make_it_theirs(
    text: Any, author: Any, reviewer: Any, colleague: Any
) -> None:
    text = renamed(text, reviewer, LIE)
    old = text.latest_revision
    text = renamed(text, author, "Better words")
    old.as_object().save_revision(user=colleague, previous_revision=old)
    text = type(text).objects.get(pk=text.pk)
    assert is_refused(text, reviewer)


def test_a_copy_of_a_page_is_a_draft_and_still_its_author_s(
    guide: Guide, reviewer: Any, admin: Any
) -> None:
    page = renamed(sound("page", guide), reviewer, LIE)
    copied = {
        "new_title": LIE,
        "new_slug": "copied",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
        "alias": "on",
    }
    browser_of(admin).post(f"/cms/pages/{page.pk}/copy/", copied)
    copy = type(page).objects.get(slug="copied")
    assert not copy.live
    assert copy.alias_of_id is None
    assert is_refused(copy, reviewer)


def test_an_alias_copied_through_the_api_does_not_go_live(guide: Guide, admin: Any) -> None:
    page = edited(sound("page", guide), admin, title=LIE)
    for action in ("copy", "create_alias", "copy_for_translation"):
        browser_of(admin).post(
            f"/cms/api/main/pages/{page.pk}/action/{action}/",
            {"keep_live": True, "alias": True, "locale": "es", "slug": f"by-{action}"},
            content_type="application/json",
        )
    made = Page.objects.filter(title=LIE, live=True)
    assert not made.exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "revert_to_page_revision", "move"])
def test_an_action_of_the_api_publishes_no_unsigned_words(
    guide: Guide, author: Any, reviewer: Any, admin: Any, client: Any, action: str
) -> None:
    page = renamed(signed(sound("page", guide), reviewer), author, LIE)
    sent = {"revision_id": page.latest_revision_id, "destination_page_id": guide.treatments.pk}
    for user in (author, admin, person(TRANSLATOR), UserFactory(is_superuser=True)):
        browser_of(user).post(
            f"/cms/api/main/pages/{page.pk}/action/{action}/",
            sent,
            content_type="application/json",
        )
    page = type(page).objects.get(pk=page.pk)
    assert page.live
    assert LIE not in as_read(page, client)


def test_a_version_signed_for_another_text_publishes_nothing(
    guide: Guide, author: Any, reviewer: Any
) -> None:
    page, other = sound("page", guide), sound("question", guide)
    page = renamed(page, author, LIE)
    other = renamed(other, author, "Can some cells move?")
    said = attestation(page)
    with pytest.raises(SignOffError):
        sign_off(other, reviewer, said)
    assert not SignOff.objects.exists()


def test_a_date_that_the_author_sets_after_the_signature_does_not_unpublish(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = signed(renamed(text, author, "Can some cells move?"), reviewer)
    edited(text, author, expire_at=timezone.now() + dt.timedelta(hours=1))
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        call_command("publish_scheduled")
    assert type(text).objects.get(pk=text.pk).live


def test_a_text_sent_again_from_an_old_tab_is_kept_and_told(
    guide: Guide, author: Any, reviewer: Any
) -> None:
    term = sound("word", guide)
    text = edited(term, author)
    text.get_workflow().start(text, author)
    sent = {
        "term": term.term,
        "slug": term.slug,
        "plain_word": "another plain word",
        "definition": term.definition,
        "sources": [source.pk for source in term.sources.all()],
        "action-submit": "action-submit",
    }
    response = browser_of(reviewer).post(
        f"/cms/snippets/glossary/glossaryterm/edit/{term.pk}/", sent, follow=True
    )
    assert response.status_code == 200
    assert "was submitted before" in response.content.decode()
    text = type(text).objects.get(pk=text.pk)
    assert text.get_latest_revision_as_object().plain_word == "another plain word"


def test_who_submits_what_cannot_be_signed_is_told_how_much_is_to_fix(
    guide: Guide, author: Any
) -> None:
    term = sound("word", guide)
    sent = {
        "term": term.term,
        "slug": term.slug,
        "plain_word": term.plain_word,
        "definition": "Cells may move. " * 40,
        "action-submit": "action-submit",
    }
    response = browser_of(author).post(
        f"/cms/snippets/glossary/glossaryterm/edit/{term.pk}/", sent, follow=True
    )
    page = BeautifulSoup(response.content, "html.parser")
    told = words(page.select_one(".messages"))
    assert "block" in told
    assert screen_of(term) in str(page.select_one(".messages"))


# A careless admin ---------------------------------------------------------------------------------


def test_a_drawing_of_an_admin_takes_the_word_reviewed_from_the_page(
    guide: Guide, author: Any, reviewer: Any, admin: Any, client: Any
) -> None:
    picture = PictureFactory()
    picture.save_revision().publish()
    figure = bodies.figure(picture, words="<p>A cell may move. [S1]</p>")
    page = edited(sound("page", guide), author, body=json.dumps([*sound_body(), figure]))
    page = signed(page, reviewer)
    svg = picture.svg.replace("</svg>", "<text>Take two</text></svg>")
    browser_of(admin).post(
        f"/cms/snippets/content/picture/edit/{picture.pk}/",
        {
            "title": picture.title,
            "slug": picture.slug,
            "words": picture.words,
            "svg": svg,
            "action-publish": "action-publish",
        },
    )
    assert "Take two" in Picture.objects.get(pk=picture.pk).svg
    assert "Reviewed by a clinician" not in as_read(page, client)
    assert "Changed since review" in as_read(page, client)


def test_a_source_that_an_admin_deletes_takes_the_word_reviewed_from_the_page(
    guide: Guide, reviewer: Any, admin: Any, client: Any
) -> None:
    page = signed(sound("page", guide), reviewer)
    source = Source.objects.get(code="S1")
    browser_of(admin).post(f"/cms/snippets/content/source/delete/{source.pk}/")
    assert "Reviewed by a clinician" not in as_read(page, client)


def test_a_reviewer_who_takes_another_name_does_not_rename_their_signature(
    guide: Guide, reviewer: Any, client: Any
) -> None:
    page = signed(sound("page", guide), reviewer)
    before = as_read(page, client)
    assert "Ada Nurse, RN" in before
    browser_of(reviewer).post(
        "/cms/account/",
        {"name_email-first_name": "Eve", "name_email-last_name": "Famous"},
    )
    reviewer.first_name, reviewer.last_name, reviewer.credentials = "Eve", "Famous", "MD"
    reviewer.save()
    assert "Ada Nurse, RN" in as_read(page, client)
    assert "Famous" not in as_read(page, client)
    assert is_refused(page, type(reviewer).objects.get(pk=reviewer.pk))


def test_a_page_that_moves_keeps_its_record_and_publishes_no_draft(
    guide: Guide, author: Any, reviewer: Any, admin: Any, client: Any
) -> None:
    page = renamed(signed(sound("page", guide), reviewer), author, LIE)
    browser_of(admin).post(f"/cms/pages/{page.pk}/move/{guide.treatments.pk}/confirm/")
    page = type(page).objects.get(pk=page.pk)
    assert LIE not in as_read(page, client)
    assert SignOff.record_of(page)


def test_history_that_is_cleaned_up_does_not_make_the_author_a_reader(
    text: Any, reviewer: Any, colleague: Any
) -> None:
    text = renamed(signed(text, colleague), reviewer, LIE)
    call_command("purge_revisions")
    text = type(text).objects.get(pk=text.pk)
    assert is_refused(text, reviewer)
    assert Revision.objects.filter(sign_offs__isnull=False).exists()


def test_saving_the_row_of_a_draft_changes_nothing_that_readers_see(
    text: Any, author: Any, reviewer: Any, client: Any
) -> None:
    text = signed(text, reviewer)
    text = edited(text, author, **{FIELD[type(text).__name__]: LIE})
    assert LIE not in as_read(text, client)
