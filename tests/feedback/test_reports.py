"""Test what readers answered and searched for, as those see it who can do something about it."""

from __future__ import annotations

import csv
import datetime as dt
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from education.content.dates import this_month
from education.feedback.enums import Answer
from education.feedback.models import Feedback, Subject
from education.search.models import SearchQueryCount
from tests.content.test_editing import edit_of
from tests.factories import Guide, QuestionFactory, TermFactory, UserFactory
from tests.html import addresses, read, visit, words

FEEDBACK, SEARCHES = "/cms/reports/feedback/", "/cms/reports/searches/"
AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN = (
    "Author clinicians",
    "Reviewing clinicians",
    "FAQ admins",
    "Translators",
    "Site admins",
)
ALLOWED = {FEEDBACK: {AUTHOR, REVIEWER, FAQ, ADMIN}, SEARCHES: {FAQ, ADMIN}}


def signed_in(*roles: str) -> Client:
    """A browser in which a person with these roles has signed in."""
    client = Client()
    client.force_login(UserFactory(roles=list(roles)))
    return client


def answers(subject: Subject, **numbers: int) -> None:
    """Store what readers answered about a text."""
    for name, number in numbers.items():
        for _time in range(number):
            Feedback.add(subject, Answer[name.upper()])


def table(page: BeautifulSoup) -> list[list[str]]:
    """The rows of a report, without the cells that hold a drawing."""
    rows = page.select("main .listing:not(.chart .listing) tbody tr")
    return [
        [words(cell) for cell in row.select("td:not(:has(svg.chart__stack, svg.chart__spark))")]
        for row in rows
    ]


# Who may see them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN])
@pytest.mark.parametrize("report", ALLOWED)
@pytest.mark.parametrize("part", ["", "results/"])
def test_a_report_is_for_those_who_may_see_it(
    roles: None, role: str, report: str, part: str
) -> None:
    may = role in ALLOWED[report]
    assert signed_in(role).get(report + part).status_code == (200 if may else 302)


@pytest.mark.parametrize("report", ALLOWED)
def test_a_stranger_is_asked_to_sign_in(db: None, report: str) -> None:
    assert Client().get(report).headers["Location"].startswith("/cms/login/")


@pytest.mark.parametrize("role", [AUTHOR, FAQ, TRANSLATOR])
def test_the_menu_offers_what_one_may_see(roles: None, role: str) -> None:
    html = signed_in(role).get("/cms/").content.decode()
    for report, allowed in ALLOWED.items():
        assert (report in html) == (role in allowed)


def test_an_admin_can_give_a_report_to_another_role(guide: Guide, admin_client: Client) -> None:
    group = Group.objects.create(name="Helpers")
    form = visit(reverse("wagtailusers_groups:edit", args=[group.pk]), admin_client)
    assert "view_feedback" in str(form) or "feedback" in words(form.main).lower()


# Feedback -----------------------------------------------------------------------------------------


def test_a_text_has_a_row_with_every_answer(guide: Guide, admin_client: Client) -> None:
    page = guide.article(title="Why?")
    answers(page, yes=3, no=2, hard=1)
    (row,) = table(visit(FEEDBACK, admin_client))
    # Wrong, no, yes, not found, hard, upsetting.
    assert row == ["Why?", "Page", "0", "2", "3", "0", "1", "0"]


@pytest.mark.parametrize(("role", "may"), [(AUTHOR, True), (TRANSLATOR, False)])
def test_the_answers_stand_above_the_text_in_its_editor(
    guide: Guide, roles: None, role: str, *, may: bool
) -> None:
    page = guide.article()
    answers(page, yes=3, no=2, hard=1)
    answers(guide.article(), upsetting=9)
    shown = words(visit(edit_of(page), signed_in(role)))
    said = "Was this helpful? Yes: 3 · No: 2 · It was hard to understand: 1"
    assert (said in shown) is may
    assert "upset" not in shown


def test_an_editor_says_nothing_of_answers_that_nobody_gave(
    guide: Guide, admin_client: Client
) -> None:
    assert "Was this helpful?" not in words(visit(edit_of(guide.article()), admin_client))


def test_what_did_not_help_comes_first(guide: Guide, admin_client: Client) -> None:
    answers(guide.article(title="Good"), yes=9)
    answers(guide.article(title="Bad"), no=2)
    answers(QuestionFactory(question="Worse?"), no=3)
    answers(TermFactory(term="Fair"), no=1)
    titles = [row[0] for row in table(visit(FEEDBACK, admin_client))]
    assert titles == ["Worse?", "Bad", "Fair", "Good"]


def test_each_row_leads_to_the_editor_of_its_text(guide: Guide, admin_client: Client) -> None:
    page, question, word = guide.article(), QuestionFactory(), TermFactory()
    for subject in (page, question, word):
        answers(subject, yes=1)
    assert {
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/snippets/faq/faqitem/edit/{question.pk}/",
        f"/cms/snippets/glossary/glossaryterm/edit/{word.pk}/",
    } <= {*addresses(visit(FEEDBACK, admin_client).main)}


def test_a_text_that_is_not_public_any_more_keeps_its_row(
    guide: Guide, admin_client: Client
) -> None:
    page = guide.article(title="Once")
    answers(page, yes=1)
    page.unpublish()
    assert table(visit(FEEDBACK, admin_client))[0][0] == "Once"


def test_one_sees_what_one_may_edit(guide: Guide, roles: None) -> None:
    for subject in (guide.article(title="Page"), QuestionFactory(question="Q?"), TermFactory()):
        answers(subject, yes=1)
    seen = {
        role: sorted(row[1] for row in table(visit(FEEDBACK, signed_in(role))))
        for role in (AUTHOR, FAQ)
    }
    assert seen == {AUTHOR: ["Page", "Question", "Term"], FAQ: ["Question", "Term"]}


def test_a_month_can_be_chosen(guide: Guide, admin_client: Client) -> None:
    page = guide.article(title="Why?")
    answers(page, yes=2)
    Feedback.objects.update(month=dt.date(2026, 10, 1))
    answers(page, yes=1, no=1)
    (row,) = table(visit(f"{FEEDBACK}?month=2026-10-01", admin_client))
    assert row[3:5] == ["0", "2"]
    (row,) = table(visit(FEEDBACK, admin_client))
    assert row[3:5] == ["1", "3"]


def test_a_kind_of_text_can_be_chosen(guide: Guide, admin_client: Client) -> None:
    answers(guide.article(), yes=1)
    answers(TermFactory(term="Cell"), yes=1)
    assert [row[0] for row in table(visit(f"{FEEDBACK}?kind=term", admin_client))] == ["Cell"]


def test_the_columns_can_be_sorted(guide: Guide, admin_client: Client) -> None:
    answers(guide.article(title="Two"), yes=2)
    answers(guide.article(title="One"), yes=1)
    titles = [row[0] for row in table(visit(f"{FEEDBACK}?ordering=yes", admin_client))]
    assert titles == ["One", "Two"]


@pytest.mark.parametrize("query", ["month=x", "month=2026-13-45", "kind=x", "ordering=x", "p=99"])
@pytest.mark.parametrize("report", ALLOWED)
def test_a_nasty_choice_is_no_error(
    guide: Guide, admin_client: Client, report: str, query: str
) -> None:
    answers(guide.article(), yes=1)
    assert admin_client.get(f"{report}?{query}").status_code == 200


# Searches -----------------------------------------------------------------------------------------


@pytest.fixture
def searched(db: None) -> None:
    for words_, month, count, without in (
        ("pain", 10, 5, 0),
        ("pain", 11, 4, 0),
        ("zoster", 11, 3, 3),
        ("", 11, 2, 1),
    ):
        SearchQueryCount.objects.create(
            words=words_, month=dt.date(2026, month, 1), count=count, without_result=without
        )


def test_what_nobody_finds_comes_first(searched: None, admin_client: Client) -> None:
    assert table(visit(SEARCHES, admin_client)) == [
        ["zoster", "3", "3"],
        ["(searches whose words are not kept)", "2", "1"],
        ["pain", "9", "0"],
    ]


def test_the_searches_of_a_month_can_be_chosen(searched: None, admin_client: Client) -> None:
    assert table(visit(f"{SEARCHES}?month=2026-10-01", admin_client)) == [["pain", "5", "0"]]


def test_a_search_can_be_looked_for(searched: None, admin_client: Client) -> None:
    assert [row[0] for row in table(visit(f"{SEARCHES}?q=zos", admin_client))] == ["zoster"]


# Exports ------------------------------------------------------------------------------------------


def exported(address: str, client: Client) -> list[list[str]]:
    """A report as a table for another program."""
    response = client.get(address, {"export": "csv"})
    return [*csv.reader(StringIO(response.getvalue().decode("utf-8-sig")))]


def test_feedback_can_be_taken_along(guide: Guide, admin_client: Client) -> None:
    answers(guide.article(title="Why?"), yes=1, wrong=1)
    assert exported(FEEDBACK, admin_client) == [
        [
            "Text", "Kind", "Yes", "No", "I could not find what I looked for",
            "It was hard to understand", "It upset me", "Something seems wrong or out of date",
        ],
        ["Why?", "Page", "1", "0", "0", "0", "0", "1"],
    ]  # fmt: skip


def test_searches_can_be_taken_along(searched: None, admin_client: Client) -> None:
    assert exported(SEARCHES, admin_client)[:2] == [
        ["Words", "Searches", "Without result"],
        ["zoster", "3", "3"],
    ]


@pytest.mark.parametrize("report", ALLOWED)
def test_a_report_can_be_taken_along_as_a_spreadsheet(
    guide: Guide, searched: None, admin_client: Client, report: str
) -> None:
    answers(guide.article(), yes=1)
    response: Any = admin_client.get(report, {"export": "xlsx"})
    assert response.getvalue().startswith(b"PK")


# What they cost -----------------------------------------------------------------------------------


def test_a_report_asks_no_more_about_many_texts(
    guide: Guide, admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    for _time in range(10):
        for subject in (guide.article(), QuestionFactory(), TermFactory()):
            answers(subject, yes=1)
    admin_client.get(FEEDBACK)
    with django_assert_max_num_queries(20):
        admin_client.get(FEEDBACK)


def test_an_empty_report_is_no_error(db: None, admin_client: Client) -> None:
    for report in ALLOWED:
        assert read(admin_client.get(report)).h1


def test_answers_are_drawn_by_month_and_by_text(guide: Guide) -> None:
    answers(QuestionFactory(question="Does it hurt?"), yes=3, no=1)
    page = visit(FEEDBACK, signed_in(FAQ))
    numbers = [[words(cell) for cell in row.select("td")] for row in page.select(".chart tbody tr")]
    assert (len(numbers), numbers[-1]) == (12, ["3", "1"])
    bar = page.select("main svg.chart__stack rect")
    assert [float(part["width"]) for part in bar] == [75, 25]


def test_answers_about_texts_of_others_are_not_drawn(guide: Guide) -> None:
    answers(guide.article(), yes=3)
    assert not visit(FEEDBACK, signed_in(FAQ)).select(".chart")


def test_searches_are_drawn_by_month_and_by_word(db: None) -> None:
    month = this_month()
    SearchQueryCount.objects.create(words="pain", month=month, count=5, without_result=2)
    page = visit(SEARCHES, signed_in(FAQ))
    numbers = [[words(cell) for cell in row.select("td")] for row in page.select(".chart tbody tr")]
    assert (len(numbers), numbers[-1]) == (12, ["3", "2"])
    line = page.select_one("main svg.chart__spark polyline")
    assert len(line["points"].split()) == 12
