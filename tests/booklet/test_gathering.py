from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.http import urlencode
from django.utils.text import slugify
from wagtail.models import Page

from education.booklet.own_questions import MOST_LETTERS, MOST_LINES
from education.booklet.selection import MOST_PAGES, MOST_QUESTIONS, question_key
from education.faq.models import FAQItem
from tests import bodies
from tests.factories import Guide, QuestionFactory, TreatmentPageFactory, keep_private
from tests.html import read, visit, words
from tests.sql import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(guide: Guide) -> Guide:
    guide.faq  # noqa: B018 - made when asked for
    TreatmentPageFactory(
        parent=guide.treatments,
        slug="surgery",
        title="Surgery",
        body=[bodies.questions("What is the aim?", "What are the risks?", "Whom do I call?")],
    )
    guide.article(title="Outlook", slug="outlook")
    QuestionFactory(slug="why", question="Why me?")
    return guide


BOTH = "p=treatments/surgery&p=faq/why"


def _post(**data: object) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/booklet/", data)


def test_everything_that_can_be_gathered_is_offered(full: Guide) -> None:
    page = visit("/booklet/")
    offered = [box["value"] for box in page.select("input[name=add]")]
    assert {"treatments/surgery", "understanding/outlook", "faq/why"} <= {*offered}


def test_the_first_page_and_pages_about_this_guide_are_not_offered(full: Guide) -> None:
    offered = {str(box["value"]) for box in visit("/booklet/").select("input[name=add]")}
    full.about  # noqa: B018 - made when asked for
    assert not offered & {"", "faq", "about"}


def test_what_was_chosen_stands_in_order_and_is_not_offered_again(full: Guide) -> None:
    page = visit(f"/booklet/?{BOTH}")
    assert [one["value"] for one in page.select("input[name=p]")] == [
        "treatments/surgery",
        "faq/why",
    ]
    assert not page.select('input[name=add][value="faq/why"]')


def test_ticked_pages_come_to_the_end_and_the_address_holds_them(full: Guide) -> None:
    response = _post(p="treatments/surgery", add=["faq/why"], do="add")
    assert (response.status_code, response["Location"]) == (303, f"/booklet/?{BOTH}&did=added")


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ({"up": "faq/why"}, "p=faq/why&p=treatments/surgery"),
        ({"down": "treatments/surgery"}, "p=faq/why&p=treatments/surgery"),
        ({"drop": "faq/why"}, "p=treatments/surgery&did=out"),
    ],
)
def test_a_button_at_a_page_moves_it(full: Guide, button: dict[str, str], left: str) -> None:
    response = _post(p=["treatments/surgery", "faq/why"], **button)
    assert response["Location"] == f"/booklet/?{left}"


def test_a_readers_own_words_never_stand_in_an_address(full: Guide) -> None:
    response = _post(p="faq/why", own="Will I see the spring?", do="add")
    assert response.status_code == 200
    page = read(response)
    assert words(page.select_one("textarea")) == "Will I see the spring?"
    assert "spring" not in str([link["href"] for link in page.select("[href]")])
    assert response["Cache-Control"] == "no-store"


def test_the_questions_of_the_chosen_pages_can_be_ticked(full: Guide) -> None:
    page = visit(f"/booklet/?{BOTH}&ask=what-are-the-risks")
    boxes = {str(box["value"]): box.has_attr("checked") for box in page.select("[name=ask]")}
    assert boxes == {
        "what-is-the-aim": False,
        "what-are-the-risks": True,
        "whom-do-i-call": False,
    }


def test_a_page_that_is_gone_is_named_and_the_rest_stays(full: Guide) -> None:
    page = visit("/booklet/?p=gone&p=faq/why")
    told = words(page.select_one("[role=alert]"))
    assert "We could not find gone. It may have been taken away" in told
    assert page.select('input[name=p][value="faq/why"]')


def test_several_pages_that_are_gone_are_spoken_of_as_several(full: Guide) -> None:
    told = words(visit("/booklet/?p=gone&p=lost&p=away&p=faq/why").select_one("[role=alert]"))
    assert "We could not find gone, lost and away. They may have been taken away" in told


@pytest.mark.parametrize("address", ["/booklet/", "/booklet/print/", "/booklet/booklet.pdf"])
def test_what_is_hidden_can_be_neither_found_nor_gathered(full: Guide, address: str) -> None:
    keep_private(full.article(title="Secret matter", slug="secret"))
    full.article(title="Secret draft", slug="draft", live=False)
    answer = Client().get(f"{address}?p=understanding/secret&p=understanding/draft")
    assert answer.status_code == 200
    assert "Secret" not in answer.content.decode()


def test_answers_are_hidden_with_the_list_of_questions(full: Guide) -> None:
    keep_private(full.faq)
    assert "Why me?" not in str(visit("/booklet/?p=faq/why"))


def test_no_cookie_is_set(full: Guide) -> None:
    for response in (Client().get(f"/booklet/?{BOTH}"), _post(p="faq/why", own="Mine?")):
        assert not response.cookies


@pytest.mark.slow
def test_gathering_asks_the_same_for_one_page_and_for_many(full: Guide) -> None:
    queries_of(f"/booklet/?{BOTH}")
    before = len(queries_of("/booklet/"))
    for n in range(20):
        full.article(title=f"More {n}", slug=f"more-{n}")
        QuestionFactory()
    assert len(queries_of("/booklet/")) == before <= 6


@pytest.mark.parametrize("name", ["p", "ask", "open", "add", "own", "up", "down", "drop", "do"])
@pytest.mark.parametrize("value", ["\0", "../..", "faq/" + "x" * 5000, "’; drop table", "%00"])
def test_nasty_input_is_no_error(full: Guide, name: str, value: str) -> None:
    for address in ("/booklet/", "/booklet/print/", "/booklet/booklet.pdf", "/booklet/code.svg"):
        assert Client().get(address, {name: value, "to": value}).status_code < 500
    assert _post(**{"p": "nowhere", name: value}).status_code < 500


# What was done is said ----------------------------------------------------------------------------


def test_adding_without_a_tick_is_answered(full: Guide) -> None:
    response = _post(p="faq/why", do="add")
    page = visit(response["Location"])
    assert "You have not ticked a page yet" in words(page.select_one("#done[role=alert]"))


def test_adding_without_a_tick_is_answered_while_own_words_are_there(full: Guide) -> None:
    page = read(_post(p="faq/why", own="Mine?", do="add"))
    assert "You have not ticked a page yet" in words(page.select_one("#done"))


def test_what_was_added_and_taken_out_is_said(full: Guide) -> None:
    added = visit(_post(p="faq/why", add="treatments/surgery", do="add")["Location"])
    assert words(added.select_one("#done")) == "Added. Your booklet has 2 pages."
    out = visit(_post(p=["faq/why", "treatments/surgery"], drop="faq/why")["Location"])
    assert words(out.select_one("#done")) == "Taken out. Your booklet has 1 page."


def test_a_moved_page_keeps_the_readers_place(full: Guide) -> None:
    page = visit(f"/booklet/?{BOTH}")
    up = page.select_one("button[name=up]")
    assert up
    target = str(up["formaction"]).partition("#")[2]
    moved = visit(_post(p=["treatments/surgery", "faq/why"], up="faq/why")["Location"])
    row = moved.find(id=target)
    assert words(row) == "Why me?, page 1 of 2"
    assert row["tabindex"] == "-1"


def test_limits_are_told_before(full: Guide) -> None:
    told = words(visit(f"/booklet/?{BOTH}").select_one("form.booklet-form"))
    for limit in (
        f"up to {MOST_PAGES} pages",
        f"up to {MOST_QUESTIONS}.",
        f"Up to {MOST_LINES} lines, with {MOST_LETTERS:,} letters in all",
    ):
        assert limit in told


def test_nothing_in_the_form_cuts_what_a_reader_writes(full: Guide) -> None:
    assert not visit(f"/booklet/?{BOTH}").select("form.booklet-form [maxlength]")


# Old addresses ------------------------------------------------------------------------------------


@pytest.fixture
def renamed(full: Guide, django_capture_on_commit_callbacks: Any) -> Page:
    """A page with another slug than in old addresses."""
    page = Page.objects.get(slug="outlook").specific
    page.slug = "ahead"
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail writes the redirect then.
        page.save_revision().publish()
    return page


def test_a_page_that_was_renamed_is_found(full: Guide, renamed: Page) -> None:
    chosen = visit("/booklet/?p=understanding/outlook&p=faq/why").select("[name=p]")
    assert [one["value"] for one in chosen] == ["understanding/ahead", "faq/why"]


def test_a_page_that_was_moved_is_found(full: Guide) -> None:
    Page.objects.get(slug="outlook").move(full.treatments, pos="last-child")
    chosen = visit("/booklet/?p=understanding/outlook").select("[name=p]")
    assert [one["value"] for one in chosen] == ["treatments/outlook"]


def test_an_answer_that_was_renamed_is_found(full: Guide) -> None:
    item = FAQItem.objects.get(slug="why")
    item.save_revision().publish()
    item.slug = "why-me"
    item.save_revision().publish()
    chosen = visit("/booklet/print/?p=faq/why").select(".chapter-head h1")
    assert [words(one) for one in chosen] == ["Why me?"]


def test_a_page_that_was_renamed_and_hidden_stays_hidden(full: Guide, renamed: Page) -> None:
    keep_private(renamed)
    assert "Outlook" not in str(visit("/booklet/?p=understanding/outlook&p=faq/why"))


@pytest.mark.parametrize("end", [".", ")", ">", ",", "%2C", "%2c", "%3E", "/.", "!", "%20", '"'])
def test_what_a_mail_program_puts_at_the_end_of_an_address_is_ignored(
    full: Guide, end: str
) -> None:
    page = visit(f"/booklet/?{BOTH}{end}")
    assert len(page.select("[name=p]")) == 2
    assert not page.select(".not-printed")


@pytest.mark.parametrize(
    "query",
    [
        "p=treatments/surgery&amp;p=faq/why",
        "p=treatments/surgery&amp;amp;p=faq/why",
        "p=treatments%252Fsurgery&p=faq%252Fwhy",
        "p%3Dtreatments/surgery%26p%3Dfaq/why",
        "p=treatments%2Fsurgery&p=faq%2fwhy",
        "p=%3Ctreatments/surgery/%3E&p=/faq/why/",
        "p=treatments/%0Asurgery&p=faq/why&utm_source=mail",
        "p=_treatments/surgery_&p=`faq/why`",
        "p=~treatments/surgery~&p=faq/why…",
        "p=treatments/%E2%80%8Bsurgery&p=faq/why%E2%80%8B",
    ],
)
def test_a_mangled_address_still_brings_the_booklet(full: Guide, query: str) -> None:
    chosen = visit(f"/booklet/?{query}").select("[name=p]")
    assert [one["value"] for one in chosen] == ["treatments/surgery", "faq/why"]


@pytest.mark.parametrize("start", ["/booklet//?", "/booklet/%3F", "/booklet//%3F"])
def test_an_address_with_a_mangled_start_leads_to_the_booklet(full: Guide, start: str) -> None:
    answer = Client().get(f"{start}p=treatments/surgery&p=faq/why", follow=True)
    chosen = read(answer).select("[name=p]")
    assert [one["value"] for one in chosen] == ["treatments/surgery", "faq/why"]


def test_a_question_is_found_by_its_key_its_old_key_and_its_words(full: Guide) -> None:
    long = "What would you choose if it were somebody whom you love very much, and why would you?"
    full.article(bodies.questions(long), slug="asks")
    old_key = slugify(long)[:60].rstrip("-")
    for asked in (question_key(long), old_key, long):
        address = f"/booklet/?{urlencode({'p': 'understanding/asks', 'ask': asked})}"
        assert visit(address).select("[name=ask][checked]"), asked
