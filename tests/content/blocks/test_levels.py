"""Signs of one urgency: what stands in a level, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from education.content import sign_icons
from education.content.blocks.base import standard_body
from education.content.blocks.rich_text import plain
from education.content.models import ArticlePage, SiteSettings
from education.search.documents import Role, page_lines
from education.standard.extract import Position
from education.standard.markup import SIGNS
from tests import bodies
from tests.factories import Guide
from tests.html import visit, words

BODY = ArticlePage._meta.get_field("body").stream_block
NOW = bodies.level("now", "Call {{ emergency_number }} now for", "((breath)) trouble breathing")
SOON = bodies.level("soon", "Call your care team now, day or night", "a new cough")
LATER = bodies.level("later", "Call today", "a small bruise")


@pytest.fixture
def page(guide: Guide) -> ArticlePage:
    SiteSettings.objects.create(site=guide.site, emergency_number="911")
    section = bodies.section("I am short of breath", NOW, SOON, LATER)
    return guide.article(slug="signs", title="Signs", body=[section])


def test_each_level_says_its_urgency_in_a_word(page: ArticlePage) -> None:
    shown = visit("/understanding/signs/")
    headings = [words(one) for one in shown.select(".level > h3")]
    assert headings == [
        "Emergency: Call 911 now for",
        "Urgent: Call your care team now, day or night",
        "Less urgent: Call today",
    ]


def test_each_level_has_an_edge_of_its_own(page: ArticlePage) -> None:
    shown = visit("/understanding/signs/")
    edges = [one["class"][1] for one in shown.select(".level")]
    assert edges == ["level-now", "level-soon", "level-later"]


def test_a_number_in_the_heading_of_a_level_dials(page: ArticlePage) -> None:
    link = visit("/understanding/signs/").select_one(".level-now > h3 a")
    assert link["href"] == "tel:911"


def test_a_number_that_is_not_set_reads_as_words(guide: Guide) -> None:
    guide.article(slug="signs", body=[bodies.section("I am ill", NOW)])
    heading = visit("/understanding/signs/").select_one(".level > h3")
    assert words(heading) == "Emergency: Call your local emergency number now for"
    assert heading.a is None


def test_a_heading_cannot_bring_markup(guide: Guide) -> None:
    level = bodies.level("now", "Call <b>now</b> & go", "x")
    guide.article(slug="signs", body=[bodies.section("I am ill", level)])
    heading = visit("/understanding/signs/").select_one(".level > h3")
    assert "Call <b>now</b> & go" in heading.get_text()


def test_a_picture_stands_beside_the_words_of_its_sign(page: ArticlePage) -> None:
    sign = visit("/understanding/signs/").select_one(".level li")
    assert sign.svg["aria-hidden"] == "true"
    assert words(sign) == "trouble breathing"


@pytest.mark.parametrize("name", SIGNS)
def test_every_picture_is_there(name: str) -> None:
    assert sign_icons.drawing(name).startswith('<svg class="sign"')


def test_every_drawing_of_a_sign_has_a_name() -> None:
    files = Path(settings.BASE_DIR, "static", "img", "icons").glob("sign-*.svg")
    assert {one.stem.removeprefix("sign-") for one in files} == {*SIGNS}


def test_a_picture_that_nobody_drew_is_refused() -> None:
    with pytest.raises(ValidationError):
        BODY.clean(BODY.to_python([bodies.level("now", "Call now", "((unicorn)) x")]))


@pytest.mark.parametrize("heading", ["", "Call {{ phone }} now", "A [[lesion"])
def test_a_heading_with_a_broken_mark_or_none_is_refused(heading: str) -> None:
    with pytest.raises(ValidationError):
        BODY.clean(BODY.to_python([bodies.level("now", heading, "x")]))


def test_an_urgency_that_is_none_of_the_three_is_refused() -> None:
    with pytest.raises(ValidationError):
        BODY.clean(BODY.to_python([bodies.level("maybe", "Call", "x")]))


def test_two_levels_may_say_the_same_to_do(guide: Guide) -> None:
    page = guide.article(slug="signs", body=[bodies.section("I am ill", SOON, SOON)])
    page.full_clean()


def test_the_standard_reads_what_a_level_says() -> None:
    parts = [*standard_body(bodies.stream([NOW]))(Position())]
    assert [(one.role, one.text) for one in parts] == [
        ("heading", "Call {{ emergency_number }} now for"),
        ("item", "trouble breathing"),
    ]


def test_a_level_is_a_way_to_get_help() -> None:
    assert {one.block for one in standard_body(bodies.stream([NOW]))(Position())} == {"level"}


def test_a_search_finds_a_sign_by_its_words(page: ArticlePage) -> None:
    lines = [(line.role, line.words) for line in page_lines(page)]
    assert (Role.BODY, "trouble breathing") in lines
    assert (Role.BODY, "Call {{ emergency_number }} now for") in lines
    assert [words for role, words in lines if role is Role.HEADING] == ["I am short of breath"]


def test_the_words_of_a_sign_hold_no_mark() -> None:
    assert plain("<p>((breath)) trouble breathing</p>") == "trouble breathing"
