"""Test what a new page or question begins with."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.pages.create import CreateView

from education.content.initial_content import set_initial_content
from education.content.models import AboutPage, ArticlePage, StepPage, TreatmentPage
from education.faq.initial_content import set_initial_answer
from education.faq.models import FAQItem
from education.standard.document import SLOTS
from education.standard.results import Level
from education.standard.text_findings import findings
from tests import bodies
from tests.factories import Guide, SourceFactory

PAGES = {
    "article": ArticlePage,
    "step": StepPage,
    "treatment": TreatmentPage,
    "about page": AboutPage,
}
WRITTEN = {"title": "A page", "summary": "Ask your care team what you can do. [S1]"}


def begun(model: type) -> Any:
    """A new page as its form opens, with title and a summary that cites a source."""
    page = model(**WRITTEN)
    set_initial_content(page=page, parent=None, sender=CreateView)
    return page


def stops(text: Any) -> set[int]:
    """The rows that stop a sign-off."""
    return {one.row for one in findings(text) if one.level == Level.BLOCKS}


@pytest.mark.parametrize("name", PAGES)
def test_a_new_page_left_as_it_is_does_not_pass_the_gate(guide: Guide, name: str) -> None:
    SourceFactory(code="S1")
    page = begun(PAGES[name])
    page.locale = guide.home.locale
    assert 0 in stops(page)
    if name != "about page":
        assert 13 in stops(page)


def test_a_placeholder_is_no_text_to_the_rules(guide: Guide) -> None:
    page = begun(TreatmentPage)
    page.locale = guide.home.locale
    assert "To write" not in page.get_standard_document().plain_text()
    assert {"How does it work?"} <= {
        slot for slot in map(str, SLOTS.values()) if f"Section “{slot}”" in _empty(page)
    }


def _empty(page: Any) -> set[str]:
    """The places that the standard calls empty."""
    return {one.place for one in findings(page) if one.message == "This is empty."}


@pytest.mark.parametrize("words", ["Cells move. To write: more.", "<b>To write:</b> more."])
def test_a_placeholder_that_is_left_in_a_sentence_stops_a_sign_off(
    guide: Guide, words: str
) -> None:
    page = guide.article(bodies.text(words))
    assert any("still to be written" in one.message for one in findings(page))


def test_a_new_question_left_as_it_is_does_not_pass_the_gate(guide: Guide) -> None:
    item = set_initial_answer(FAQItem(question="Why?", short_answer="Ask your nurse. [S1]"))
    assert {0, 13} <= stops(item)


def test_a_new_treatment_has_a_start_for_each_of_its_six_answers() -> None:
    page = begun(TreatmentPage)
    starts = [one for one in page.get_standard_document().unfinished() if one.slot]
    assert [one.slot for one in starts] == [*SLOTS]
    (gap,) = page.get_standard_document().gaps()
    assert (gap.heading, gap.slot) == ("Not covered on this page", "")


def test_the_parts_of_a_new_article_stand_as_readers_meet_them(db: None) -> None:
    parts = [block.block_type for block in begun(ArticlePage).body]
    assert parts == ["key_points", "care", "section", "gap", "questions"]


@pytest.mark.parametrize(
    ("place", "model"), [("articles", "articlepage"), ("treatments", "treatmentpage")]
)
def test_the_form_for_a_new_page_holds_it(
    guide: Guide, admin_client: Client, place: str, model: str
) -> None:
    parent = getattr(guide, place)
    address = reverse("wagtailadmin_pages:add", args=["content", model, parent.pk])
    html = admin_client.get(address).content.decode()
    assert "To write: the first thing to remember." in html
    assert "Call your care team now, day or night" in html
    assert "sources list no" not in html


def test_the_form_for_a_new_question_holds_it(db: None, admin_client: Client) -> None:
    address = reverse(FAQItem.snippet_viewset.get_url_name("add"))
    assert "To write: the answer at more length." in admin_client.get(address).content.decode()


def test_what_is_made_elsewhere_begins_empty(guide: Guide) -> None:
    assert not ArticlePage().body
    assert not FAQItem().body
