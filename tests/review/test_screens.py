"""The screens of a reviewer, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Comment

from education.review.models import SignOff
from education.review.registry import kind_of
from tests.factories import Guide, UserFactory
from tests.html import words
from tests.review.people import (
    ADMIN,
    AUTHOR,
    FAQ,
    REVIEWER,
    ROLES,
    TRANSLATOR,
    browser_of,
    edited,
    person,
    seen,
    signed,
    sound,
)
from tests.review.test_signing import renamed

pytestmark = pytest.mark.once


def screen_of(text: Any, rest: str = "") -> str:
    """Return where a text is reviewed."""
    return f"/cms/reviews/{kind_of(text)}/{text.pk}/{rest}"


def opened(text: Any, user: Any) -> BeautifulSoup:
    """The review screen as somebody sees it."""
    response = browser_of(user).get(screen_of(text))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def part(page: BeautifulSoup, name: str) -> str:
    """The words of one panel of the screen."""
    return words(page.select_one(f"#{name}-section"))


def filled_in(text: Any, **changes: Any) -> dict[str, Any]:
    """Return what a reviewer sends."""
    next_review_on = timezone.localdate() + dt.timedelta(days=365)
    return {
        "seen": seen(text),
        "next_review_on": f"{next_review_on:%Y-%m-%d}",
        "attest": "on",
        **changes,
    }


def complaint(response: Any) -> str:
    """Return what the screen says went wrong."""
    page = BeautifulSoup(response.content, "html.parser")
    return " ".join(words(one) for one in page.select(".error-message, .messages"))


# Reading ------------------------------------------------------------------------------------------


def test_what_nobody_signed_is_to_be_read_whole(text: Any, reviewer: Any) -> None:
    page = opened(text, reviewer)
    assert "Nobody has signed off this text yet" in part(page, "changes")
    assert "Not yet reviewed by a clinician" in words(page.select_one("[data-state]"))


def test_what_changed_since_the_last_sign_off_is_marked(
    text: Any, author: Any, reviewer: Any
) -> None:
    page = opened(renamed(signed(text, reviewer), author), reviewer)
    changes = page.select_one(".guide-review__changes")
    assert "some" in words(changes.select_one(".addition"))
    assert "Changed since review" in words(page.select_one("[data-state]"))
    assert "earlier version" in words(page.select_one("[data-state]"))


def test_what_the_standard_finds_stands_with_how_to_mend_it(
    text: Any, author: Any, reviewer: Any
) -> None:
    field = {"FAQItem": "short_answer", "GlossaryTerm": "definition"}.get(
        type(text).__name__, "summary"
    )
    text = edited(text, author, **{field: "They fight cells. " + "Cells may move. " * 30})
    page = opened(text, reviewer)
    found = part(page, "standard")
    assert "To fix before sign-off" in found
    assert "Suggestions" in found
    assert page.select_one("[name=attest]") is None
    assert "sign-off" in part(page, "sign")


def test_open_comments_of_a_page_stand_there(guide: Guide, author: Any, reviewer: Any) -> None:
    page = sound("page", guide)
    for about, done in (("Is this so?", None), ("Settled.", timezone.now())):
        Comment.objects.create(
            page=page, user=author, text=about, contentpath="title", resolved_at=done
        )
    said = part(opened(page, reviewer), "said")
    assert "Is this so?" in said
    assert "Settled." not in said


def test_the_question_to_the_reviewer_stands_there(
    guide: Guide, author: Any, reviewer: Any
) -> None:
    text = edited(sound("word", guide), author, reviewer_note="Is this the usual meaning?")
    assert "usual meaning" in part(opened(text, reviewer), "said")


def test_the_sources_of_the_text_stand_there(text: Any, reviewer: Any) -> None:
    assert "What S1 says" in part(opened(text, reviewer), "sources")


def test_the_reviewer_sees_the_newest_version_as_a_reader_would(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = renamed(text, author)
    address = opened(text, reviewer).select_one("iframe")["src"]
    response = browser_of(reviewer).get(address)
    assert b"How do some cells move?" in response.content


def test_an_author_sees_why_another_must_sign(text: Any, author: Any) -> None:
    page = opened(renamed(text, author), author)
    assert page.select_one("[name=attest]") is None
    assert "do not have permission to sign off" in part(page, "sign")


def test_a_reviewer_sees_why_their_own_change_is_not_theirs_to_sign(
    text: Any, reviewer: Any
) -> None:
    page = opened(renamed(text, reviewer), reviewer)
    assert page.select_one("[name=attest]") is None
    assert "Another clinician must sign" in part(page, "sign")


def test_the_editor_shows_the_status_and_the_way_to_the_review(text: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    edit = opened(text, reviewer).select_one(".guide-review__ways a")["href"]
    page = BeautifulSoup(browser_of(reviewer).get(edit).content, "html.parser")
    status = page.select_one(".guide-review__status")
    assert "Reviewed by a clinician" in words(status)
    assert status.select_one("a")["href"] == screen_of(text)


# Signing ------------------------------------------------------------------------------------------


def test_a_reviewer_signs_and_readers_see_the_new_text(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = renamed(text, author)
    response = browser_of(reviewer).post(screen_of(text), filled_in(text))
    assert (response.status_code, response["Location"]) == (302, screen_of(text))
    assert str(type(text).objects.get(pk=text.pk)) == "How do some cells move?"


def test_without_the_tick_nothing_is_signed_and_the_note_stays(text: Any, reviewer: Any) -> None:
    sent = filled_in(text, attest="", note="Doses checked.")
    response = browser_of(reviewer).post(screen_of(text), sent)
    assert "Not signed. Tick the box to sign." in complaint(response)
    assert b"Doses checked." in response.content
    assert not SignOff.objects.exists()


def test_a_version_that_changed_meanwhile_is_shown_and_must_be_read(
    text: Any, author: Any, reviewer: Any
) -> None:
    sent = filled_in(text, note="Doses checked.")
    text = renamed(text, author)
    response = browser_of(reviewer).post(screen_of(text), sent)
    assert "changed after you opened it" in complaint(response)
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select_one("[name=seen]")["value"] == seen(text)
    assert not page.select_one("[name=attest]").has_attr("checked")
    assert "Doses checked." in page.select_one("[name=note]").text
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "2099-01-01"])
def test_a_next_review_that_makes_no_sense_is_told(text: Any, reviewer: Any, day: str) -> None:
    response = browser_of(reviewer).post(screen_of(text), filled_in(text, next_review_on=day))
    assert response.status_code == 200
    assert complaint(response)
    assert not SignOff.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "1@", "0"])
def test_a_version_that_is_none_is_refused(text: Any, reviewer: Any, version: str) -> None:
    response = browser_of(reviewer).post(screen_of(text), filled_in(text, seen=version))
    assert response.status_code == 200
    assert not SignOff.objects.exists()


def test_a_small_edit_is_offered_only_after_a_review(text: Any, author: Any, reviewer: Any) -> None:
    assert opened(text, reviewer).select_one("[name=scope]") is None
    text = renamed(signed(text, reviewer), author)
    assert opened(text, reviewer).select_one("[name=scope][value=minor]")
    browser_of(reviewer).post(screen_of(text), filled_in(text, scope="minor"))
    assert SignOff.record_of(text)[0].is_minor


# Sending back -------------------------------------------------------------------------------------


def test_the_author_hears_what_to_change(text: Any, author: Any, reviewer: Any) -> None:
    author.email = "bea@example.org"
    author.save()
    text = renamed(text, author)
    text.get_workflow().start(text, author)
    response = browser_of(reviewer).post(
        screen_of(text, "send-back/"), {"reason": "Please say more about it."}
    )
    assert response.status_code == 302
    text = type(text).objects.get(pk=text.pk)
    assert text.current_workflow_state.status == "needs_changes"
    assert "Please say more about it." in mail.outbox[-1].body


def test_what_nobody_submitted_is_not_sent_back(text: Any, reviewer: Any) -> None:
    client = browser_of(reviewer)
    response = client.post(
        screen_of(text, "send-back/"), {"reason": "Please say more."}, follow=True
    )
    assert "Nobody has submitted" in complaint(response)


# Withdrawing --------------------------------------------------------------------------------------


def test_a_withdrawn_text_is_gone_and_its_record_says_why(text: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    client = browser_of(reviewer)
    response = client.post(screen_of(text, "withdraw/"), {"reason": "The dose is wrong."})
    assert response.status_code == 302
    text = type(text).objects.get(pk=text.pk)
    assert not text.live
    (record,) = SignOff.record_of(text)
    assert record.withdrawal.withdrawn_on == timezone.localdate()
    assert record.withdrawal.reason == "The dose is wrong."
    assert "The dose is wrong." in words(opened(text, reviewer).select_one("main"))


@pytest.mark.parametrize("reason", ["", "   ", "Wrong."])
def test_a_text_is_not_withdrawn_without_a_reason(text: Any, reviewer: Any, reason: str) -> None:
    response = browser_of(reviewer).post(screen_of(text, "withdraw/"), {"reason": reason})
    assert complaint(response)
    assert type(text).objects.get(pk=text.pk).live


def test_what_was_withdrawn_comes_back_by_a_new_sign_off_only(text: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    browser_of(reviewer).post(screen_of(text, "withdraw/"), {"reason": "The dose is wrong."})
    text = type(text).objects.get(pk=text.pk)
    root = UserFactory(is_superuser=True)
    with pytest.raises(Exception, match="sign this version off"):
        text.latest_revision.publish(user=root)
    assert signed(text, reviewer).live


def test_a_planned_publication_is_told_and_can_be_stopped(
    text: Any, author: Any, reviewer: Any
) -> None:
    tomorrow = timezone.now() + dt.timedelta(days=1)
    text = signed(edited(renamed(text, author), author, go_live_at=tomorrow), reviewer)
    assert "A signed version goes live on" in words(opened(text, reviewer).select_one("main"))
    browser_of(reviewer).post(screen_of(text, "withdraw/"), {"reason": "It can wait for now."})
    with time_machine.travel(tomorrow + dt.timedelta(hours=1)):
        call_command("publish_scheduled")
    assert not type(text).objects.get(pk=text.pk).live


# Who may ------------------------------------------------------------------------------------------

READERS = {
    "page": [AUTHOR, REVIEWER, TRANSLATOR, ADMIN],
    "question": [*ROLES],
    "term": [*ROLES],
}


@pytest.mark.parametrize("role", ROLES)
def test_those_who_may_edit_a_text_may_see_its_review(text: Any, role: str) -> None:
    expected = 200 if role in READERS[kind_of(text)] else 302
    assert browser_of(person(role)).get(screen_of(text)).status_code == expected


@pytest.mark.parametrize("role", [AUTHOR, FAQ, TRANSLATOR, ADMIN])
def test_only_reviewers_change_what_readers_see(text: Any, role: str) -> None:
    client = browser_of(person(role))
    for rest in ("", "withdraw/", "send-back/"):
        sent = filled_in(text, reason="Because I can, or cannot.")
        client.post(screen_of(text, rest), sent)
        if rest:
            assert client.get(screen_of(text, rest)).status_code == 302
    text = type(text).objects.get(pk=text.pk)
    assert text.live
    assert not SignOff.objects.exists()


def test_a_stranger_is_asked_to_sign_in(text: Any, client: Any) -> None:
    assert client.get(screen_of(text))["Location"].startswith("/cms/login/")


@pytest.mark.parametrize(
    "address", ["page/999999999/", "question/0/", "topic/1/", "page/99999999999/", "page/x/"]
)
def test_an_address_of_nothing_is_not_found(reviewer: Any, address: str) -> None:
    assert browser_of(reviewer).get(f"/cms/reviews/{address}").status_code == 404


# Comments -----------------------------------------------------------------------------------------


def test_a_reviewer_comments_and_can_still_sign(text: Any, author: Any, reviewer: Any) -> None:
    text = renamed(text, author)
    versions = text.revisions.count()
    browser_of(reviewer).post(screen_of(text, "comment/"), {"text": "Is this dose right?"})
    assert text.revisions.count() == versions
    assert "Is this dose right?" in part(opened(text, author), "said")
    edit = opened(text, author).select_one(".guide-review__ways a")["href"]
    assert "Is this dose right?" in browser_of(author).get(edit).content.decode()
    browser_of(reviewer).post(screen_of(text), filled_in(text))
    assert SignOff.record_of(text)[0].reviewer == reviewer


def test_a_comment_that_is_answered_goes_away(text: Any, author: Any, reviewer: Any) -> None:
    browser_of(reviewer).post(screen_of(text, "comment/"), {"text": "Is this dose right?"})
    page = opened(text, author)
    resolve = page.select_one("button[name=resolve]")["value"]
    browser_of(author).post(screen_of(text, "comment/"), {"resolve": resolve})
    assert "Is this dose right?" not in part(opened(text, author), "said")


@pytest.mark.parametrize("sent", [{}, {"text": " "}, {"resolve": "x"}, {"resolve": "9" * 30}])
def test_an_empty_comment_is_refused_with_a_sentence(
    text: Any, author: Any, sent: dict[str, str]
) -> None:
    response = browser_of(author).post(screen_of(text, "comment/"), sent, follow=True)
    assert response.status_code == 200
    assert complaint(response)


# After the signature ------------------------------------------------------------------------------


def test_after_signing_the_next_text_and_the_public_page_are_one_click_away(
    guide: Guide, author: Any, reviewer: Any
) -> None:
    page, question = (
        renamed(sound("page", guide), author),
        renamed(sound("question", guide), author),
    )
    for text in (page, question):
        text.get_workflow().start(text, author)
    response = browser_of(reviewer).post(screen_of(page), filled_in(page), follow=True)
    html = BeautifulSoup(response.content, "html.parser")
    links = [link["href"] for link in html.select(".messages a")]
    assert links == [type(page).objects.get(pk=page.pk).get_url(), screen_of(question)]
    assert html.select_one("details [name=attest]")
    assert html.select_one("form:has([name=attest])")["action"] == screen_of(page)


# Dates --------------------------------------------------------------------------------------------


def test_the_dates_of_a_version_stand_beside_the_signature_with_their_zone(
    text: Any, author: Any, reviewer: Any, settings: Any
) -> None:
    settings.TIME_ZONE = "America/Chicago"
    day = timezone.now() + dt.timedelta(days=3)
    text = edited(text, author, go_live_at=day, expire_at=day + dt.timedelta(days=30))
    said = part(opened(text, reviewer), "sign")
    assert "goes live on" in said
    assert "It expires on" in said
    assert "America/Chicago" in said
    assert "Sign off and schedule" in said


def test_dates_that_change_after_the_signature_are_not_signed(
    text: Any, author: Any, reviewer: Any
) -> None:
    in_a_week = timezone.now() + dt.timedelta(days=7)
    text = edited(renamed(text, author), author, go_live_at=in_a_week)
    text = signed(text, reviewer)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    text = edited(text, author, go_live_at=tomorrow, expire_at=tomorrow + dt.timedelta(hours=1))
    with time_machine.travel(tomorrow + dt.timedelta(hours=2)):
        call_command("publish_scheduled")
        text = type(text).objects.get(pk=text.pk)
        assert text.live
        assert text.expire_at is None
        assert str(text) != "How do some cells move?"


def test_a_small_edit_needs_no_date(text: Any, author: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    before = SignOff.record_of(text)[0].next_review_on
    text = renamed(text, author)
    sent = filled_in(text, scope="minor", next_review_on="")
    browser_of(reviewer).post(screen_of(text), sent)
    assert SignOff.record_of(text)[0].is_minor
    assert SignOff.record_of(text)[0].next_review_on == before


def test_the_dialog_of_dates_names_the_zone_and_who_makes_them_effective(
    text: Any, author: Any, settings: Any
) -> None:
    settings.TIME_ZONE = "America/Chicago"
    edit = opened(text, author).select_one(".guide-review__ways a")["href"]
    page = browser_of(author).get(edit).content.decode()
    assert "Times are in the time zone America/Chicago." in page
    assert "publishing permissions" not in page
