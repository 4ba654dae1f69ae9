"""Test what is due for a review: the report, the e-mails, the check, and the first screen."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from education.content.models import HomePage, SiteSettings
from education.review.models import SignerConfirmation
from education.review.sign_off import withdraw
from education.review.status import ReviewUrgency, build_review_rows
from education.search.models import SearchQueryCount
from education.search.models.query_counts import SearchCounts
from tests.factories import Guide, QuestionFactory, TermFactory, publish, sign_off
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
    signed,
)

NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


def due_on(text: Any, day: str, **kwargs: Any) -> Any:
    """The text, signed off until a day."""
    sign_off(
        text,
        signed_on=dt.date(2026, 1, 1),
        next_review_on=dt.date.fromisoformat(day),
        **kwargs,
    )
    return text


def told_to_run(command: str, *args: str) -> str:
    """Return what a command says."""
    out = io.StringIO()
    call_command(command, *args, stdout=out)
    return out.getvalue()


# The state of one text ----------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("day", "need"),
    [
        ("2026-11-30", ReviewUrgency.OVERDUE),
        ("2026-12-01", ReviewUrgency.SOON),
        ("2027-01-30", ReviewUrgency.SOON),
        ("2027-01-31", ReviewUrgency.NOTHING),
    ],
)
def test_a_review_is_due_in_its_last_sixty_days(text: Any, day: str, need: ReviewUrgency) -> None:
    (row,) = build_review_rows([due_on(text, day)])
    assert row.need == need


def test_what_nobody_signed_was_never_reviewed(text: Any) -> None:
    (row,) = build_review_rows([text])
    assert (row.need, row.next_review_on, row.reviewer) == (ReviewUrgency.NEVER, None, "")


def test_a_draft_after_a_review_counts_as_changed(text: Any, author: Any, reviewer: Any) -> None:
    text = edited(signed(text, reviewer), author, slug="elsewhere")
    (row,) = build_review_rows([text])
    assert row.need == ReviewUrgency.CHANGED


def test_the_owner_of_a_text_is_who_wrote_it(text: Any, author: Any) -> None:
    assert build_review_rows([text])[0].owner is None
    assert build_review_rows([edited(text, author)])[0].owner == author


# The report ---------------------------------------------------------------------------------------


@pytest.fixture
def many(guide: Guide, roles: None) -> dict[str, Any]:
    """A text of each need."""
    guide.faq, guide.glossary  # noqa: B018 - they are made when asked for
    overdue = due_on(publish(guide.article(title="Old?")), "2026-11-01")
    soon = due_on(publish(QuestionFactory(question="Soon?")), "2026-12-24")
    fine = due_on(publish(TermFactory(term="Fine")), "2028-01-01")
    changed = due_on(publish(TermFactory(term="Changed")), "2028-01-01")
    changed.save_revision()
    return {"overdue": overdue, "soon": soon, "fine": fine, "changed": changed}


def titles(response: Any) -> list[str]:
    """The texts of the report, in order."""
    page = BeautifulSoup(response.content, "html.parser")
    return [words(one) for one in page.select("td.title .title-wrapper")]


def report(user: Any, query: str = "") -> Any:
    """The report as somebody sees it."""
    response = browser_of(user).get(f"/cms/reports/reviews/{query}")
    assert response.status_code == 200
    return response


@time_machine.travel(NOW, tick=False)
def test_the_most_urgent_stands_first(many: Any) -> None:
    listed = titles(report(person(REVIEWER)))
    order = [listed.index(one) for one in ("Old?", "Changed", "Soon?", "Fine")]
    assert order == sorted(order)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?need=overdue", ["Old?"]),
        ("?need=soon", ["Soon?"]),
        ("?need=changed", ["Changed"]),
        ("?need=nothing", ["Fine"]),
        ("?need=never&kind=term", []),
        ("?kind=term&public=True", ["Changed", "Fine"]),
        ("?owner=nobody", []),
    ],
)
def test_the_report_can_be_narrowed(many: Any, query: str, expected: list[str]) -> None:
    assert titles(report(person(REVIEWER), query)) == expected


def test_a_filter_that_is_none_changes_nothing(many: Any) -> None:
    reader = person(REVIEWER)
    assert len(titles(report(reader, "?need=x"))) == len(titles(report(reader)))


@time_machine.travel(NOW, tick=False)
def test_the_report_goes_out_as_a_table(many: Any) -> None:
    response = report(person(REVIEWER), "?need=overdue&export=csv")
    rows = list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))
    assert rows[1][:5] == ["Old?", "Page", "Review is overdue", "2026-11-01", "Ada Nurse, RN"]
    assert report(person(REVIEWER), "?export=xlsx")["Content-Type"].startswith("application/vnd")


@pytest.mark.parametrize("role", ROLES)
def test_everybody_sees_what_they_may_edit(many: Any, role: str) -> None:
    listed = titles(report(person(role)))
    assert ("Old?" in listed) == (role in {AUTHOR, REVIEWER, TRANSLATOR, ADMIN})
    assert "Soon?" in listed


def test_many_texts_take_no_more_queries(
    many: Any, django_assert_max_num_queries: Any, django_assert_num_queries: Any
) -> None:
    reader = browser_of(person(REVIEWER))
    reader.get("/cms/reports/reviews/")
    with django_assert_max_num_queries(17) as few:
        reader.get("/cms/reports/reviews/")
    for _number in range(20):
        TermFactory()
    with django_assert_num_queries(len(few)):
        reader.get("/cms/reports/reviews/")


# E-mails ------------------------------------------------------------------------------------------


@pytest.fixture
def owned(text: Any, author: Any, reviewer: Any) -> Any:
    """A text that somebody owns, due on December 24; both people have an address."""
    for one, address in ((author, "bea@example.org"), (reviewer, "ada@example.org")):
        one.email = address
        one.save()
    SignerConfirmation.create(reviewer, confirmed_by=None)
    text = edited(text, author)
    sign_off(
        text,
        revision=text.latest_revision,
        reviewer=reviewer,
        next_review_on=dt.date(2026, 12, 24),
    )
    text.latest_revision.publish()
    return type(text).objects.get(pk=text.pk)


def sent() -> list[tuple[str, ...]]:
    """To whom the e-mails of one run go."""
    mail.outbox.clear()
    told_to_run("send_review_reminders")
    return [tuple(one.to) for one in mail.outbox]


def test_the_owner_hears_first_and_the_reviewers_when_the_day_is_past(owned: Any) -> None:
    with time_machine.travel("2026-10-01T12:00:00Z"):
        assert sent() == []
    with time_machine.travel("2026-11-01T12:00:00Z"):
        assert sent() == [("bea@example.org",)]
        assert "December 24, 2026" in mail.outbox[0].body
        assert "/cms/reviews/" in mail.outbox[0].body
        assert sent() == []
    with time_machine.travel("2026-12-25T12:00:00Z"):
        assert sent() == [("ada@example.org",)]
        assert sent() == []


def test_a_new_review_begins_anew(owned: Any, reviewer: Any) -> None:
    with time_machine.travel("2026-12-25T12:00:00Z"):
        assert len(sent()) == 2
        signed(owned, reviewer)
        assert sent() == []
    with time_machine.travel("2027-12-01T12:00:00Z"):
        assert sent() == [("bea@example.org",)]


def test_what_nobody_owns_goes_to_the_reviewers(text: Any, reviewer: Any) -> None:
    reviewer.email = "ada@example.org"
    reviewer.save()
    due_on(text, "2026-12-24")
    with time_machine.travel("2026-12-01T12:00:00Z"):
        assert sent() == [("ada@example.org",)]


def test_an_owner_who_left_is_not_written_to(owned: Any, author: Any) -> None:
    author.is_active = False
    author.save()
    with time_machine.travel("2026-12-01T12:00:00Z"):
        assert sent() == [("ada@example.org",)]


def test_a_dry_run_sends_nothing_and_notes_nothing(owned: Any) -> None:
    with time_machine.travel("2026-12-01T12:00:00Z"):
        assert "bea@example.org" in told_to_run("send_review_reminders", "--dry-run")
        assert not mail.outbox
        assert sent() == [("bea@example.org",)]


def test_what_could_not_be_sent_is_tried_again(owned: Any, monkeypatch: Any) -> None:
    def fail(*args: Any) -> None:
        raise ConnectionError

    with time_machine.travel("2026-12-01T12:00:00Z"):
        with monkeypatch.context() as broken:
            broken.setattr("education.review.reminders.send_mail", fail)
            with pytest.raises(ConnectionError):
                call_command("send_review_reminders")
        assert sent() == [("bea@example.org",)]


def test_what_readers_do_not_see_needs_no_reminder(owned: Any) -> None:
    owned.live = False
    owned.save()
    with time_machine.travel("2027-12-01T12:00:00Z"):
        assert sent() == []


# The check ----------------------------------------------------------------------------------------


@time_machine.travel(NOW, tick=False)
def test_the_check_fails_when_something_live_is_overdue(many: Any) -> None:
    with pytest.raises(CommandError, match="1 overdue"):
        call_command("check_reviews", stdout=io.StringIO())
    many["overdue"].unpublish()
    assert "were never reviewed" in told_to_run("check_reviews")


def test_the_check_tells_how_many_were_never_reviewed(text: Any) -> None:
    assert "were never reviewed" in told_to_run("check_reviews")


# The first screen ---------------------------------------------------------------------------------


def awaiting(user: Any) -> list[str]:
    """Return what the first screen says awaits somebody."""
    response = browser_of(user).get("/cms/")
    page = BeautifulSoup(response.content, "html.parser")
    return [words(one) for one in page.select("#what-awaits-you-section li")]


def test_a_reviewer_is_told_what_waits_for_a_signature(
    text: Any, author: Any, reviewer: Any
) -> None:
    text = edited(text, author)
    text.get_workflow().start(text, author)
    assert f"Waiting for your sign-off: “{text}”" in awaiting(reviewer)
    assert f"Waiting for your sign-off: “{text}”" not in awaiting(author)


def test_an_author_is_told_what_was_sent_back(text: Any, author: Any, reviewer: Any) -> None:
    text = edited(text, author)
    state = text.get_workflow().start(text, author).current_task_state
    state.task.specific.on_action(state, reviewer, "reject", comment="Say more.")
    text = text.get_latest_revision_as_object()
    assert f"Sent back to you: “{text}” Say more." in awaiting(author)
    assert "Sent back to you" not in " ".join(awaiting(reviewer))


def test_whoever_may_edit_a_withdrawn_text_is_told_of_it_first(
    text: Any, author: Any, reviewer: Any
) -> None:
    withdraw(signed(text, reviewer), reviewer, "The dose is wrong.")
    for user in (author, reviewer):
        assert awaiting(user)[0] == f"Withdrawn: “{text}” The dose is wrong."


@time_machine.travel(NOW, tick=False)
def test_those_who_sign_are_told_what_is_due_and_nobody_else(many: Any) -> None:
    told = awaiting(person(REVIEWER))
    assert "Review is overdue: 1 page" in told
    assert "Review is due within 60 days: 1 question" in told
    for role in (AUTHOR, FAQ, ADMIN, TRANSLATOR):
        assert "Review is" not in " ".join(awaiting(person(role)))


@time_machine.travel(NOW, tick=False)
def test_a_chart_tells_those_who_sign_what_is_due_in_which_month(many: Any) -> None:
    def table(user: Any, address: str) -> dict[str, list[str]]:
        page = BeautifulSoup(browser_of(user).get(address).content, "html.parser")
        rows = page.select(".chart tbody tr")
        return {words(row.th): [words(cell) for cell in row.select("td")] for row in rows}

    for address in ("/cms/", "/cms/reports/reviews/"):
        numbers = table(person(REVIEWER), address)
        assert numbers["Late"] == ["1", "0"]
        assert numbers["Dec"] == ["0", "1"]
        assert len(numbers) == 13
    assert not table(person(AUTHOR), "/cms/")


def test_a_text_stands_once_on_the_first_screen(text: Any, author: Any, reviewer: Any) -> None:
    text = edited(text, author)
    text.get_workflow().start(text, author)
    for user in (author, reviewer):
        page = BeautifulSoup(browser_of(user).get("/cms/").content, "html.parser")
        links = [words(one) for one in page.select("#what-awaits-you-section li a")]
        assert len([one for one in links if str(text) in one]) == 1
        assert not page.select("[id*=workflow]")
    assert f"Waiting for a reviewer: “{text}”" in awaiting(author)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("column", ["title", "urgency", "next_review_on", "reviewer", "is_public"])
def test_the_report_is_sorted_by_any_column(many: Any, column: str) -> None:
    user = person(REVIEWER)
    rising = titles(report(user, f"?ordering={column}&need=&kind="))
    falling = titles(report(user, f"?ordering=-{column}"))
    assert sorted(rising) == sorted(falling)
    if column == "title":
        assert rising == sorted(rising, key=str.lower) == falling[::-1]
    if column == "next_review_on":
        assert rising[:2] == ["Old?", "Soon?"]


def test_an_faq_admin_is_told_what_was_searched_in_vain(guide: Guide, roles: None) -> None:
    SearchQueryCount.add({"hiccups": SearchCounts(3, 3), "scan": SearchCounts(2, 0)})
    assert "Searches that found nothing: 1" in awaiting(person(FAQ))
    assert "Searches that found nothing: 1" not in awaiting(person(AUTHOR))


def test_who_has_nothing_to_do_is_told_so(db: None, roles: None) -> None:
    Site.objects.update(root_page=Page.get_first_root_node())
    HomePage.objects.all().delete()
    page = BeautifulSoup(browser_of(person(AUTHOR)).get("/cms/").content, "html.parser")
    assert "Nothing to do right now" in words(page.select_one("#what-awaits-you-section"))


def test_an_admin_is_told_what_the_site_settings_lack(guide: Guide, roles: None) -> None:
    def told(role: str) -> str:
        page = BeautifulSoup(browser_of(person(role)).get("/cms/").content, "html.parser")
        return words(page.select_one("#what-awaits-you-section"))

    assert "Set in the site settings: emergency number, crisis line, contact" in told(ADMIN)
    assert "Set in the site settings" not in told(REVIEWER)
    SiteSettings.objects.create(
        site=guide.site, emergency_number="911", crisis_number="988", contact="guide@example.org"
    )
    assert "Set in the site settings" not in told(ADMIN)
