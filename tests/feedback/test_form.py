"""The question at the end of a page: was it helpful?"""

from __future__ import annotations

import pytest
from django.test import Client

from education.faq.models import FAQItem
from education.feedback.models import Feedback
from tests.factories import Guide, QuestionFactory, keep_private
from tests.html import addresses as links
from tests.html import read, visit, words

ASKED = ["step", "treatment", "article", "promise", "answer", "word"]
NOT_ASKED = [
    "home", "list of steps", "list of treatments", "list of articles", "about",
    "list of questions", "list of words", "list of topics", "topic",
]  # fmt: skip
FORM = "form[action='/feedback/']"


@pytest.mark.parametrize("name", ASKED)
def test_a_text_asks_at_its_end_whether_it_helped(
    db: None, addresses: dict[str, str], name: str
) -> None:
    (form,) = visit(addresses[name]).select(f"main {FORM}")
    assert form["method"] == "post"
    assert words(form) == "Was this page helpful? Yes No"
    assert [button["value"] for button in form.select("button[name=answer]")] == ["yes", "no"]


@pytest.mark.parametrize("name", ASKED)
def test_the_question_costs_hardly_anything(db: None, addresses: dict[str, str], name: str) -> None:
    html = Client().get(addresses[name]).content.decode()
    form = html[html.index('<form class="feedback"') :].partition("</form>")[0] + "</form>"
    assert len(" ".join(form.split())) <= 350


@pytest.mark.parametrize("name", ASKED)
def test_the_question_leads_to_a_count(db: None, addresses: dict[str, str], name: str) -> None:
    form = visit(addresses[name]).select_one(FORM)
    about = form.select_one("[name=about]")["value"]
    response = Client().post("/feedback/", {"about": about, "answer": "yes"})
    assert response.status_code == 200
    assert addresses[name] in links(read(response).main)
    assert [*Feedback.objects.values_list("count", flat=True)] == [1]


@pytest.mark.parametrize("name", NOT_ASKED)
def test_a_list_asks_nothing(db: None, addresses: dict[str, str], name: str) -> None:
    assert not visit(addresses[name]).select(FORM)


@pytest.mark.parametrize("address", ["/search/", "/search/?q=cell", "/search/?q=nothing"])
def test_a_search_asks_nothing(db: None, addresses: dict[str, str], address: str) -> None:
    assert not visit(address).select(FORM)


def test_a_page_that_is_not_there_asks_nothing(guide: Guide) -> None:
    assert b"/feedback/" not in Client().get("/nothing/").content


def test_a_private_page_asks_nothing(guide: Guide, admin_client: Client) -> None:
    page = keep_private(guide.article())
    assert not visit(page.url, admin_client).select(FORM)


def test_the_preview_of_a_question_that_was_never_saved_asks_nothing(guide: Guide) -> None:
    new = FAQItem(locale=guide.home.locale, slug="new", question="New?")
    new.category = QuestionFactory().category
    assert b"/feedback/" not in new.make_preview_request().content
