"""Test what stands at the head of every text for those who are worried, and what ends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from education.content.enums import Reach
from education.content.models import SiteSettings
from tests import bodies
from tests.factories import (
    AboutPageFactory,
    Guide,
    QuestionFactory,
    StepPageFactory,
    TopicFactory,
    TreatmentPageFactory,
    publish,
)
from tests.html import addresses, visit, words

BODY = [
    bodies.key_points("Short."),
    bodies.section("How?", bodies.text("So.")),
    bodies.care(urgent="Call the ward today."),
    bodies.questions("What is the aim?", "What are the risks?"),
]


def answer(guide: Guide, *blocks: bodies.Block) -> BeautifulSoup:
    """The page of an answer with this body."""
    assert guide.faq.live
    QuestionFactory(slug="shown", body=json.dumps([*blocks]))
    return visit("/faq/shown/")


def in_order(page: BeautifulSoup, *parts: str) -> bool:
    """Return whether these words stand on a page in this order."""
    places = [words(page.main).index(part) for part in parts]
    return places == sorted(places)


# The care card ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "made",
    [
        lambda guide: guide.article(*BODY),
        lambda guide: StepPageFactory(parent=guide.steps, body=BODY),
        lambda guide: TreatmentPageFactory(
            parent=guide.treatments, opening=[BODY[0]], body=BODY[1:], how_it_works=[BODY[1]]
        ),
    ],
    ids=["article", "step", "treatment"],
)
def test_the_care_card_follows_in_short_wherever_the_author_put_it(
    guide: Guide, made: Callable[[Guide], Any]
) -> None:
    page = visit(made(guide).url)
    (card,) = page.select(".care")
    assert card.find_previous_sibling()["class"] == ["key-points"]
    assert "Call the ward today." in words(card)


def test_a_page_without_a_card_of_its_own_shows_the_common_one(guide: Guide) -> None:
    page = visit(guide.article(bodies.key_points("Short."), bodies.text("So.")).url)
    assert "Call your care team now, day or night" in words(page.select_one(".care"))
    assert in_order(page, "Short.", "When should I get help?", "So.")


def test_an_answer_begins_with_the_care_card(guide: Guide) -> None:
    page = answer(guide, bodies.text("At length."))
    assert page.select_one(".text").find(True)["class"] == ["care"]
    assert in_order(page, "In short: shown.", "When should I get help?", "At length.")


def test_an_answer_with_a_card_of_its_own_shows_that_one_first(guide: Guide) -> None:
    page = answer(guide, bodies.text("At length."), bodies.care(urgent="Call the ward today."))
    assert len(page.select(".care")) == 1
    assert in_order(page, "Call the ward today.", "At length.")


def test_a_page_about_the_guide_shows_a_card_only_where_its_author_wants_one(guide: Guide) -> None:
    without = AboutPageFactory(parent=guide.about)
    assert not visit(without.url).select(".care")
    assert visit(publish(without, body=[bodies.care()]).url).select(".care")


def test_each_urgency_is_said_in_words(guide: Guide) -> None:
    card = visit(guide.article(*BODY).url).select_one(".care")
    assert [words(one) for one in card.select("h3")] == [
        "Emergency: get help now",
        "Urgent: call now, day or night",
        "Not urgent: keep it for your next visit",
    ]


@pytest.mark.parametrize("emergency", ["Call now.", "Call {{ crisis_number }} at any hour."])
def test_every_card_names_the_crisis_line_once(guide: Guide, emergency: str) -> None:
    SiteSettings.objects.create(site=guide.site, crisis_number="988")
    card = visit(guide.article(bodies.care(emergency)).url).select_one(".care")
    assert addresses(card).count("tel:988") == 1


def test_the_contents_begin_with_the_help(guide: Guide) -> None:
    page = visit(guide.article(*BODY).url)
    assert page.select_one("nav[aria-labelledby=toc] ul a")["href"] == "#help"


# The closed part ----------------------------------------------------------------------------------

HARD = bodies.reveal("Whether it can be cured. Some want to know now.", bodies.text("Hard."))


@pytest.fixture(params=["article", "answer"])
def closed(request: pytest.FixtureRequest, guide: Guide) -> BeautifulSoup:
    """A page with two closed parts."""
    blocks = (bodies.section("Cure?", HARD), bodies.reveal("How long.", bodies.text("Time.")))
    if request.param == "answer":
        return answer(guide, *blocks)
    return visit(guide.article(*blocks, slug="shown").url)


def test_a_closed_part_is_named_by_what_is_inside(closed: BeautifulSoup) -> None:
    summary = closed.select_one("details.reveal summary")
    names = [words(closed.find(id=one)) for one in summary["aria-labelledby"].split()]
    assert names[:2] == ["Whether it can be cured.", "This part opens when you choose."]
    assert "Some want to know now." in words(summary)


def test_each_closed_part_can_be_linked_to(closed: BeautifulSoup) -> None:
    parts = closed.select("details.reveal")
    assert [one["id"] for one in parts] == ["closed", "closed-2"]
    assert not any(one.has_attr("open") for one in parts)


def test_on_paper_a_closed_part_says_where_to_open_it(closed: BeautifulSoup) -> None:
    notes = [words(one) for one in closed.select("details.reveal + .reveal-print")]
    assert len(notes) == 2
    assert "left closed on paper" in notes[0]
    assert "/shown/#closed" in notes[0]
    assert notes[1].endswith("/shown/#closed-2")


def test_in_a_booklet_a_closed_part_never_leaves_a_heading_empty(
    guide: Guide, client: Client
) -> None:
    page = guide.article(bodies.section("Cure?", HARD), slug="shown")
    shut = visit(f"/booklet/print/?p={page.url.strip('/')}")
    assert "left closed on paper" in words(shut.main)
    assert "Hard." not in words(shut.main)
    opened = visit(f"/booklet/print/?p={page.url.strip('/')}&open=1")
    assert "Hard." in words(opened.main)
    assert "left closed" not in words(opened.main)


# Questions to take along --------------------------------------------------------------------------


def test_ticked_questions_lead_to_a_booklet_that_holds_them(guide: Guide, client: Client) -> None:
    form = visit(guide.article(*BODY, slug="shown").url).select_one("form.questions")
    assert form.get("method", "get") == "get"
    page = form.select_one("[name=p]")["value"]
    ticked = form.select("[type=checkbox]")[1]
    booklet = visit(f"{form['action']}?p={page}&ask={ticked['value']}")
    (chosen,) = booklet.select("[name=ask][checked]")
    assert words(chosen.find_parent("label")) == "What are the risks?"


def test_a_page_is_saved_as_pdf_from_the_same_form(guide: Guide) -> None:
    form = visit(guide.article(*BODY).url).select_one("form.questions")
    assert form.select_one("[formaction]")["formaction"] == "/booklet/booklet.pdf"


def test_a_page_without_questions_can_be_taken_along_too(guide: Guide) -> None:
    page = visit(guide.article(bodies.text("So.")).url)
    assert page.select_one("form.take [formaction='/booklet/booklet.pdf']")
    assert not page.select(".questions")


def test_a_list_of_questions_for_each_section_stays_in_its_section(guide: Guide) -> None:
    page = visit(
        guide.article(
            bodies.section("Before a test", bodies.text("So.")),
            bodies.questions("Will it hurt?"),
            bodies.section("Before surgery", bodies.text("So.")),
            bodies.questions("How long?"),
            bodies.section("After", bodies.text("So.")),
            bodies.questions("What next?"),
        ).url
    )
    lists = page.select(".questions")
    labels = [one.get("aria-label") for one in lists]
    assert labels == ["Questions to ask: Before a test", "Questions to ask: Before surgery", None]
    above = [words(one.find_previous("h2")) for one in lists[:2]]
    assert above == ["Before a test", "Before surgery"]
    assert in_order(page, "Will it hurt?", "How long?", "What next?")
    assert lists[-1]["id"] == "take"


def test_every_list_of_questions_of_a_page_sends_the_ticks_of_all(guide: Guide) -> None:
    page = visit(
        guide.article(
            bodies.questions("Will it hurt?"),
            bodies.questions("How long?"),
            bodies.questions("What next?"),
        ).url
    )
    assert page.find("form", id="take")
    boxes = page.select("[name=ask]")
    assert len(boxes) == 3
    assert {box["form"] for box in boxes} == {"take"}
    ways = [one for one in page.select(".questions [type=submit]") if not one.get("formaction")]
    assert [one.get("form", one.find_parent("form") and "take") for one in ways] == ["take"] * 3


def test_the_head_leads_to_the_end_where_a_page_is_saved(guide: Guide) -> None:
    page = visit(guide.article().url)
    assert {"#about-page", "#take"} <= set(addresses(page.select_one(".byline")))
    assert page.find(id="take")
    assert page.find(id="about-page")


# The end of a page --------------------------------------------------------------------------------


def test_a_page_ends_in_four_blocks(guide: Guide) -> None:
    topic = TopicFactory(slug="scans", name="Scans")
    QuestionFactory(question="What do others ask?", topics=[topic])
    guide.article(title="Before it")
    other = guide.article(title="More on it")
    page = visit(guide.article(bodies.related(other), *BODY, topics=[topic]).url)
    assert in_order(
        page,
        "Questions to ask your care team",
        "Read on",
        "More on this",
        "More on it",
        "People also ask",
        "What do others ask?",
        "Topics: Scans",
        "About this page",
        "Not yet reviewed by a clinician.",
        "Was this page helpful?",
        "Before",
    )


def test_the_time_to_read_is_not_told_where_time_matters(guide: Guide) -> None:
    page = guide.article(bodies.text("Call."))
    assert "minute read" in words(visit(page.url).select_one(".byline"))
    SiteSettings.objects.create(site=guide.site, help_page=page)
    assert "minute read" not in words(visit(page.url).select_one(".byline"))


# Pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("reach", Reach)
def test_a_mark_of_reach_has_its_colors_without_a_style_sheet(guide: Guide, reach: Reach) -> None:
    """Show that what makes a PDF knows no style sheet inside a drawing."""
    TreatmentPageFactory(parent=guide.treatments, reach=reach)
    page = visit(guide.article(bodies.treatments_by_reach()).url)
    mark = page.select_one("svg.reach-icon")
    assert mark["stroke"].startswith("#")
    assert mark["fill"].startswith("#") is (reach == Reach.WHOLE_BODY)


def test_the_scene_of_a_step_has_its_colors_without_a_style_sheet(guide: Guide) -> None:
    StepPageFactory(parent=guide.steps)
    mark = visit(guide.article(bodies.steps_of_spread()).url).select_one("svg.step-mark")
    assert (mark["fill"], mark["stroke"][0]) == ("none", "#")
    assert all(cell["fill"].startswith("#") for cell in mark.select(".cell, .core"))


def test_an_answer_that_is_printed_alone_keeps_its_care_card(guide: Guide) -> None:
    answer(guide, bodies.text("At length."))
    assert len(visit("/booklet/print/?p=faq/shown").select(".care")) == 1


def test_a_treatment_without_in_short_shows_its_card_once_on_paper_too(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    assert len(visit(page.url).select(".care")) == 1
    assert len(visit(f"/booklet/print/?p={page.url.strip('/')}").select(".care")) == 1
