"""Test what readers and search engines hear about a clinical review."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup

from education.content.models import SiteSettings
from tests.factories import (
    Guide,
    QuestionFactory,
    TermFactory,
    UserFactory,
    publish,
    sign_off,
    withdrawal,
)
from tests.html import linked_data, visit, words

TODAY = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)


@pytest.fixture(params=["article", "answer", "word"])
def thing(request: pytest.FixtureRequest, guide: Guide) -> Any:
    """A text that clinicians review."""
    if request.param == "article":
        return publish(guide.article())
    guide.faq, guide.glossary  # noqa: B018 - they are made when asked for
    return publish({"answer": QuestionFactory, "word": TermFactory}[request.param]())


def page_of(thing: Any) -> BeautifulSoup:
    """The public page of a text."""
    return visit(getattr(thing, "url", None) or thing.get_absolute_url())


def line(thing: Any) -> str:
    """Return what the page of a text says about its review."""
    return words(page_of(thing).select_one("[data-state]"))


def changed(thing: Any) -> Any:
    """The text after a change that was published."""
    return publish(thing)


def test_what_nobody_reviewed_says_so(thing: Any) -> None:
    assert line(thing).startswith("Not yet reviewed by a clinician.")


@time_machine.travel(TODAY)
def test_a_reviewed_text_names_the_reviewer(thing: Any) -> None:
    sign_off(thing)
    assert line(thing).startswith(
        "Reviewed by a clinician. Last signed off by Ada Nurse, RN (Oncology nurse) "
        "on November 1, 2026."
    )


@time_machine.travel(TODAY)
def test_a_later_change_is_told(thing: Any) -> None:
    sign_off(thing)
    assert line(changed(thing)).startswith("Changed since review.")


@time_machine.travel(TODAY)
def test_a_draft_does_not_touch_the_review_of_what_is_live(thing: Any) -> None:
    sign_off(thing)
    thing.save_revision()
    assert line(thing).startswith("Reviewed by a clinician.")


@pytest.mark.parametrize(
    ("day", "state"),
    [("2027-12-01", "Reviewed by a clinician."), ("2027-12-02", "Review is overdue.")],
)
def test_readers_hear_that_a_review_is_overdue_after_thirty_days_of_grace(
    thing: Any, day: str, state: str
) -> None:
    sign_off(thing)
    with time_machine.travel(f"{day}T12:00:00Z"):
        assert line(thing).startswith(state)


@time_machine.travel(TODAY)
def test_the_last_of_several_reviews_counts(thing: Any) -> None:
    sign_off(thing, signed_on=dt.date(2025, 1, 1), reviewer_name="Someone before")
    thing = changed(thing)
    sign_off(thing)
    assert "Ada Nurse, RN" in line(thing)
    assert line(thing).startswith("Reviewed by a clinician.")


@time_machine.travel(TODAY)
def test_a_review_of_another_text_does_not_count(guide: Guide, thing: Any) -> None:
    sign_off(publish(TermFactory(pk=thing.pk + 1000)))
    assert line(thing).startswith("Not yet reviewed")


@time_machine.travel(TODAY)
def test_the_record_keeps_the_name_of_the_day(thing: Any) -> None:
    reviewer = UserFactory(first_name="Ada")
    sign_off(thing, reviewer=reviewer, reviewer_name="Ada Nurse, RN")
    reviewer.first_name = "Grace"
    reviewer.save()
    assert "Ada Nurse, RN" in line(thing)


@time_machine.travel(TODAY)
def test_linked_data_of_a_reviewed_page_names_day_and_reviewer(guide: Guide) -> None:
    page = publish(guide.article())
    sign_off(page)
    data = linked_data(page_of(page))["MedicalWebPage"]
    assert data["lastReviewed"] == "2026-11-01"
    assert data["reviewedBy"] == {
        "@type": "Person",
        "name": "Ada Nurse, RN",
        "jobTitle": "Oncology nurse",
    }


@pytest.mark.parametrize("day", ["2026-12-01", "2028-01-01"])
def test_linked_data_is_silent_about_a_review_that_no_longer_holds(guide: Guide, day: str) -> None:
    page = publish(guide.article())
    sign_off(page)
    if day == "2026-12-01":
        page = changed(page)
    with time_machine.travel(f"{day}T12:00:00Z"):
        assert "lastReviewed" not in linked_data(page_of(page))["MedicalWebPage"]


def test_the_line_leads_to_the_page_about_reviews_of_the_settings(thing: Any, guide: Guide) -> None:
    assert page_of(thing).select_one("[data-state] a") is None
    page = guide.article(title="How we review")
    settings, _created = SiteSettings.objects.get_or_create(site=guide.site)
    settings.review_page = page
    settings.save()
    assert page_of(thing).select_one("[data-state] a")["href"] == page.url
    page.unpublish()
    assert page_of(thing).select_one("[data-state] a") is None


# The record ---------------------------------------------------------------------------------------


def record(thing: Any) -> list[str]:
    """Return what stands behind "Review history", newest first."""
    opened = page_of(thing).select_one("details.review-history")
    assert not opened.has_attr("open")
    assert words(opened.summary) == "Review history"
    return [words(one) for one in opened.select("li")]


def test_what_nobody_reviewed_has_no_history(thing: Any) -> None:
    assert page_of(thing).select_one("details.review-history") is None


@time_machine.travel(TODAY)
def test_the_history_names_who_when_and_until_when(thing: Any) -> None:
    sign_off(thing)
    (only,) = record(thing)
    assert only == (
        "November 1, 2026: Ada Nurse, RN (Oncology nurse) signed off the whole text. "
        "Next review: November 1, 2027."
    )


@time_machine.travel(TODAY)
def test_the_history_tells_corrections_small_edits_and_withdrawals(thing: Any) -> None:
    sign_off(
        thing,
        signed_on=dt.date(2026, 10, 1),
        withdrawal=withdrawal(thing, withdrawn_on=dt.date(2026, 10, 9)),
    )
    sign_off(thing, correction="A number was wrong, as a line was missing.")
    sign_off(thing, signed_on=dt.date(2026, 11, 2), scope="minor")
    minor, whole, withdrawn = record(thing)
    assert minor == "November 2, 2026: Ada Nurse, RN (Oncology nurse) signed off a small edit."
    assert whole.endswith("Correction: A number was wrong, as a line was missing.")
    assert withdrawn.endswith("The text was withdrawn on October 9, 2026.")


@time_machine.travel(TODAY)
def test_the_history_tells_when_the_text_changed_after_its_review(thing: Any) -> None:
    sign_off(thing)
    assert record(changed(thing))[0] == (
        "December 1, 2026: this text changed. No clinician has signed off the change yet."
    )


@time_machine.travel(TODAY)
def test_a_note_for_colleagues_is_not_for_readers(thing: Any) -> None:
    sign_off(thing, note="Ask Bea.", withdrawal=withdrawal(thing, reason="Bea was wrong."))
    assert "Bea" not in words(page_of(thing))


@time_machine.travel(TODAY)
def test_a_small_edit_leaves_the_date_of_the_review(thing: Any) -> None:
    sign_off(thing)
    sign_off(thing, signed_on=dt.date(2026, 11, 20), scope="minor", reviewer_name="Someone else")
    assert "signed off by Ada Nurse, RN (Oncology nurse) on November 1, 2026" in line(thing)
