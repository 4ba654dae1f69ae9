"""From a search that found nothing to an answer; and no question asked twice."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client

from education.faq.models import FAQItem
from education.search.models import SearchQueryCount, SynonymGroup
from education.search.models.query_counts import SearchCounts
from education.search.similar_questions import find_similar_questions
from tests.factories import CategoryFactory, QuestionFactory, SynonymFactory, UserFactory
from tests.faq.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, signed_in
from tests.forms import filled, save
from tests.html import read, visit, words

LIST = "/cms/snippets/faq/faqitem/"
REPORT = "/cms/reports/unanswered/"
DISMISSED = f"{REPORT}?show=dismissed"


def searched(text: str, month: int = 11, without: int = 1) -> None:
    SearchQueryCount.objects.create(
        words=text, month=dt.date(2026, month, 1), count=without + 1, without_result=without
    )


def table(page: BeautifulSoup) -> list[list[str]]:
    rows = page.select("main table.listing tbody tr")
    return [[words(cell) for cell in row.select("td")] for row in rows]


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel("2026-11-22", tick=True):
        yield


def test_searches_with_the_same_words_are_one(faq_admin: Client) -> None:
    searched("travel insurance", 11, 4)
    searched("travel insurance", 9, 1)
    searched("insurance for travelling", 10, 2)
    searched("vitamins", 11, 3)
    assert table(visit(REPORT, faq_admin)) == [
        [
            "travel insurance",
            "insurance for travelling",
            "7",
            "Nov 2026, Oct 2026, Sep 2026",
            "Draft an answer",
            "Add as synonyms",
            "Dismiss",
        ],
        ["vitamins", "", "3", "Nov 2026", "Draft an answer", "Add as synonyms", "Dismiss"],
    ]


def test_what_found_something_what_is_old_and_what_has_no_words_is_left_out(
    faq_admin: Client,
) -> None:
    searched("")
    searched("found", without=0)
    SearchQueryCount.objects.create(
        words="old", month=dt.date(2025, 1, 1), count=1, without_result=1
    )
    report = visit(REPORT, faq_admin)
    assert table(report) == []
    assert "Every search so far" in words(report.find("main"))


def test_an_answer_takes_a_search_off_the_list_and_a_draft_is_named(faq_admin: Client) -> None:
    searched("travel insurance")
    item = QuestionFactory(question="Which insurance?", search_terms="travelling", live=False)
    (row,) = table(visit(REPORT, faq_admin))
    assert row[4] == "Continue the draft “Which insurance?”"
    item.live = True
    item.save()
    assert table(visit(REPORT, faq_admin)) == []


def test_one_click_starts_a_draft_with_what_was_typed(faq_admin: Client) -> None:
    searched("travel insurance", 11, 4)
    searched("insurance for travelling", 10, 2)
    link = visit(REPORT, faq_admin).select_one("main table.listing tbody a[href]")
    assert link
    form = filled(str(link["href"]), faq_admin)
    assert form["question"] == "Travel insurance?"
    assert form["slug"] == "travel-insurance"
    assert form["search_terms"] == "insurance for travelling\ntravel insurance"
    save(str(link["href"]), faq_admin, publish=False, category=str(CategoryFactory().pk))
    assert FAQItem.objects.get().get_search_keywords() == [
        "insurance for travelling",
        "travel insurance",
    ]


def synonyms_address(client: Client) -> str:
    links = visit(REPORT, client).select("main table.listing tbody a[href]")
    (link,) = [one for one in links if words(one) == "Add as synonyms"]
    return str(link["href"])


def test_a_search_becomes_a_group_of_synonyms(faq_admin: Client) -> None:
    searched("zoledronic", 11, 4)
    searched("zoledronics", 11, 2)
    address = faq_admin.post(synonyms_address(faq_admin), {"group": ""}).headers["Location"]
    assert filled(address, faq_admin)["words"] == "zoledronic\nzoledronics"
    save(address, faq_admin, preferred="zoledronic acid")
    group = SynonymGroup.objects.get()
    assert group.live
    assert group.all_words == ["zoledronic acid", "zoledronic", "zoledronics"]


def test_a_search_is_added_to_a_group_that_exists(faq_admin: Client) -> None:
    group = SynonymFactory(preferred="zoledronic acid", words="zometa\nzoledronics")
    searched("zoledronic", 11, 4)
    searched("zoledronics", 11, 2)
    chosen = {"group": str(group.pk)}
    address = faq_admin.post(synonyms_address(faq_admin), chosen).headers["Location"]
    assert "Added below: zoledronic." in words(visit(address, faq_admin).select_one(".messages"))
    assert filled(address, faq_admin)["words"] == "zometa\nzoledronics\nzoledronic"
    group.refresh_from_db()
    assert group.words == "zometa\nzoledronics"
    save(address, faq_admin)
    group.refresh_from_db()
    assert group.all_words == ["zoledronic acid", "zometa", "zoledronics", "zoledronic"]


def test_a_search_is_counted_with_the_longer_one_that_holds_its_words(faq_admin: Client) -> None:
    searched("zoledronic", 11, 4)
    searched("zoledronic acid", 10, 2)
    ((name, others, number, when, *_),) = table(visit(REPORT, faq_admin))
    assert (name, others, number) == ("zoledronic", "zoledronic acid", "6")
    assert when == "Nov 2026, Oct 2026"


def test_a_word_of_several_searches_stands_alone(faq_admin: Client) -> None:
    for text in ("acid", "zoledronic acid", "hyaluronic acid"):
        searched(text)
    found = [row[:2] for row in table(visit(REPORT, faq_admin))]
    assert sorted(found) == [["acid", ""], ["hyaluronic acid", ""], ["zoledronic acid", ""]]


def test_an_answered_search_takes_no_longer_one_with_it(faq_admin: Client) -> None:
    searched("zoledronic", 11, 4)
    searched("zoledronic acid", 10, 2)
    QuestionFactory(question="What is zoledronic?")
    assert [row[:3] for row in table(visit(REPORT, faq_admin))] == [["zoledronic acid", "", "2"]]


def press(button: str, address: str, client: Client) -> BeautifulSoup:
    """Press the button of the first row, and return the screen that follows."""
    form = visit(address, client).select_one("main table.listing tbody form")
    assert form
    assert words(form) == button
    fields = form.select("[name]")
    data = {str(one["name"]): [] for one in fields}
    for one in fields:
        data[str(one["name"])].append(str(one["value"]))
    return read(client.post(str(form["action"]), data, follow=True))


def test_a_search_is_dismissed_in_all_its_ways_and_brought_back(faq_admin: Client) -> None:
    for text in ("zoledronic acid", "acid, zoledronic", "zoledronic"):
        searched(text, 11, 4)
    searched("zoledronic", 10, 1)
    searched("vitamins")
    assert [row[0] for row in table(press("Dismiss", REPORT, faq_admin))] == ["vitamins"]
    assert SearchQueryCount.unanswered() == 1
    (row,) = table(visit(DISMISSED, faq_admin))
    assert row[2] == "13"
    assert table(press("Bring back", DISMISSED, faq_admin)) == []
    assert len(table(visit(REPORT, faq_admin))) == 2
    assert SearchQueryCount.unanswered() == 4


def test_a_dismissed_search_stays_so_when_it_is_searched_again(faq_admin: Client) -> None:
    searched("zoledronic acid", 10, 4)
    press("Dismiss", REPORT, faq_admin)
    searched("acid zoledronic", 11, 9)
    assert table(visit(REPORT, faq_admin)) == []


def test_the_words_of_a_dismissed_search_are_kept_no_longer_than_others(
    faq_admin: Client,
) -> None:
    searched("jane doe", 10, 1)
    press("Dismiss", REPORT, faq_admin)
    SearchQueryCount.add({"vitamins": SearchCounts(1, 1)})
    assert not SearchQueryCount.objects.filter(words="jane doe").exists()


@pytest.mark.parametrize(
    ("ordering", "first"), [("words", "aspirin"), ("-without", "vitamins"), ("-latest", "zinc")]
)
def test_the_list_sorts_by_each_column(faq_admin: Client, ordering: str, first: str) -> None:
    searched("zinc", 11, 1)
    searched("vitamins", 9, 7)
    searched("aspirin", 10, 2)
    rows = table(visit(f"{REPORT}?ordering={ordering}", faq_admin))
    assert rows[0][0] == first


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, TRANSLATOR])
def test_nobody_else_dismisses_a_search(roles: None, role: str) -> None:
    searched("vitamins")
    signed_in(role).post(f"{REPORT}dismiss/", {"words": "vitamins"})
    assert not SearchQueryCount.objects.get().dismissed


def test_who_may_not_change_synonyms_is_not_offered_to(db: None) -> None:
    searched("vitamins")
    person = UserFactory()
    may = ("access_admin", "view_searchquerycount", "add_faqitem")
    person.user_permissions.add(*Permission.objects.filter(codename__in=may))
    client = Client()
    client.force_login(person)
    report = client.get(REPORT).content.decode()
    assert "vitamins" in report
    assert "Add as synonyms" not in report


@pytest.mark.parametrize("data", [{}, {"words": "\0"}, {"words": "x" * 5000}])
def test_a_nasty_dismissal_is_no_error(faq_admin: Client, data: dict[str, str]) -> None:
    assert faq_admin.post(f"{REPORT}dismiss/", data).status_code == 302


def test_what_readers_typed_stays_text(faq_admin: Client) -> None:
    query = "?question=%3Cscript%3Ealert(1)%3C/script%3E%00" + "x" * 500
    response = faq_admin.get(f"{LIST}add/{query}")
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()
    searched("<b>bold</b>")
    assert "<b>bold</b>" not in faq_admin.get(REPORT).content.decode()


def test_what_a_link_says_is_all_that_it_brings(faq_admin: Client) -> None:
    searched("does chemo hurt")
    link = visit(REPORT, faq_admin).select_one("main table.listing tbody a[href]")
    assert link
    assert parse_qs(urlsplit(str(link["href"])).query) == {
        "question": ["Does chemo hurt?"],
        "search_terms": ["does chemo hurt"],
    }


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN])
@pytest.mark.parametrize("part", ["", "results/"])
def test_the_report_is_for_those_who_see_searches_and_add_questions(
    roles: None, role: str, part: str
) -> None:
    client = signed_in(role)
    may = role in {FAQ, ADMIN}
    assert client.get(REPORT + part).status_code == (200 if may else 302)
    assert (REPORT in client.get("/cms/").content.decode()) == may


@pytest.mark.parametrize("report", [REPORT, "/cms/reports/searches/"])
def test_an_empty_report_says_when_searches_are_added(faq_admin: Client, report: str) -> None:
    assert "every few minutes" in words(visit(report, faq_admin).find("main"))


def test_no_line_leads_those_who_may_not_answer_to_the_report(roles: None) -> None:
    searched("vitamins", without=3)
    person = UserFactory()
    may = ("access_admin", "view_searchquerycount")
    person.user_permissions.add(*Permission.objects.filter(codename__in=may))
    client = Client()
    client.force_login(person)
    assert REPORT not in client.get("/cms/").content.decode()
    assert "vitamins" in client.get("/cms/reports/searches/").content.decode()


def test_the_report_can_be_taken_along(faq_admin: Client) -> None:
    searched("vitamins", without=3)
    response: Any = faq_admin.get(REPORT, {"export": "csv"})
    assert response.getvalue().decode().splitlines()[1] == "vitamins,,3,Nov 2026"


def test_a_long_report_asks_no_more(faq_admin: Client, django_assert_max_num_queries: Any) -> None:
    SearchQueryCount.objects.bulk_create(
        SearchQueryCount(words=f"word{n}", month=dt.date(2026, 11, 1), count=1, without_result=1)
        for n in range(300)
    )
    faq_admin.get(REPORT)
    # Session, person, two for rights, profile, searches, questions; five for the menu.
    with django_assert_max_num_queries(12):
        faq_admin.get(REPORT)


# Nearly the same question -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "is_like"),
    [
        ("Can my cancer be cured?", True),
        ("Is there a cure for cancer?", True),
        ("CURING CANCERS", True),
        ("Can a tumour be cured?", True),
        ("How is cancer found?", False),
        ("", False),
        ("what is it?", False),
    ],
)
def test_questions_with_the_same_words_or_synonyms_are_alike(
    db: None, asked: str, is_like: bool
) -> None:
    SynonymFactory(preferred="tumor", words="tumour\ncancer")
    item = QuestionFactory(question="Can cancer be cured?")
    assert find_similar_questions(asked) == ([item] if is_like else [])


def test_other_searches_count_and_the_likest_comes_first(db: None) -> None:
    near = QuestionFactory(question="Why does chemotherapy with surgery make me tired?")
    same = QuestionFactory(question="Something else?", search_terms="tired from chemotherapy")
    QuestionFactory(question="Far away?")
    assert find_similar_questions("Tired chemotherapy") == [same, near]
    assert same not in find_similar_questions("tired chemotherapy", without=same.pk)


def test_a_single_word_that_people_search_with_makes_no_question_alike(db: None) -> None:
    QuestionFactory(question="Did I do something wrong?", search_terms="metastasis\nhow")
    assert find_similar_questions("What is metastasis?") == []
    asked = QuestionFactory(question="Metastasis?")
    assert find_similar_questions("What is metastasis?") == [asked]


def test_the_script_is_told_what_is_alike(faq_admin: Client) -> None:
    item = QuestionFactory(question="Can cancer be cured?", live=False)
    found = faq_admin.get(f"{LIST}similar/", {"q": "cancer cure"}).json()
    assert found == {
        "similar": [
            {"question": "Can cancer be cured?", "url": f"{LIST}edit/{item.pk}/", "live": False}
        ]
    }
    without = {"q": "cancer cure", "without": str(item.pk)}
    assert faq_admin.get(f"{LIST}similar/", without).json() == {"similar": []}


@pytest.mark.parametrize("query", [{}, {"q": "\0"}, {"q": "x" * 5000}, {"q": "a", "without": "x"}])
def test_a_nasty_query_of_the_script_is_no_error(faq_admin: Client, query: dict[str, str]) -> None:
    assert faq_admin.get(f"{LIST}similar/", query).status_code == 200


def test_what_is_alike_is_told_to_nobody_else(roles: None) -> None:
    for client in (Client(), signed_in()):
        assert client.get(f"{LIST}similar/", {"q": "cancer"}).status_code == 302


def test_the_form_has_the_script_and_no_script_inside(faq_admin: Client) -> None:
    item = QuestionFactory()
    for address in ("add/", f"edit/{item.pk}/"):
        (script,) = visit(LIST + address, faq_admin).select("script[src*='similar.js']")
        assert script["data-url"] == f"{LIST}similar/"


def test_saving_tells_of_a_question_that_is_alike_and_saves_all_the_same(
    faq_admin: Client,
) -> None:
    there = QuestionFactory(question="Can cancer be cured?")
    response = save(
        f"{LIST}add/", faq_admin, publish=False,
        question="Cancer: cured?", slug="cured", category=str(there.category_id),
    )  # fmt: skip
    page = read(faq_admin.get(response.headers["Location"]))
    warning = page.select_one(".messages .warning")
    assert "Similar questions already exist: Can cancer be cured?" in words(warning)
    assert FAQItem.objects.count() == 2
