from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

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
    assert (response.status_code, response["Location"]) == (303, f"/booklet/?{BOTH}")


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ({"up": "faq/why"}, "p=faq/why&p=treatments/surgery"),
        ({"down": "treatments/surgery"}, "p=faq/why&p=treatments/surgery"),
        ({"drop": "faq/why"}, "p=treatments/surgery"),
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
    assert "We could not find gone" in words(page.select_one("[role=alert]"))
    assert page.select('input[name=p][value="faq/why"]')


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
