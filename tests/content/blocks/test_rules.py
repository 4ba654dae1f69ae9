"""Test what a block refuses, so that no reader meets it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from education.content.models import ArticlePage
from tests import bodies
from tests.factories import PictureFactory

BODY = ArticlePage._meta.get_field("body").stream_block


def clean(*blocks: bodies.Block) -> StreamValue:
    """Return what a body makes of these blocks; ValidationError when it refuses one."""
    return BODY.clean(BODY.to_python([*blocks]))


def refused(*blocks: bodies.Block) -> str:
    """Return why a body refuses these blocks."""
    with pytest.raises(ValidationError) as raised:
        clean(*blocks)
    return str(_messages(raised.value))


def _messages(error: Any) -> Any:
    if isinstance(error, list):
        return [_messages(one) for one in error]
    nested = [getattr(error, name, None) for name in ("block_errors", "cell_errors")]
    if any(nested):
        return [_messages([*one.values()]) for one in nested if one]
    return getattr(error, "messages", error)


def test_every_block_that_is_whole_is_taken(db: None) -> None:
    picture = PictureFactory()
    clean(
        bodies.text("x"),
        bodies.section("How?", bodies.figure(picture), bodies.subsection("Why?", bodies.text("x"))),
        bodies.table("Words", ["A", "B", "C", "D"], ["1", "2", "3", "4"]),
        bodies.care(),
        bodies.questions("What?"),
        bodies.gap("x"),
    )


def test_a_table_needs_a_caption() -> None:
    assert "caption" in refused(bodies.table("", ["A", "B"], ["1", "2"]))


def test_a_table_has_four_columns_at_most() -> None:
    assert "four columns" in refused(bodies.table("T", "ABCDE", "12345"))


@pytest.mark.parametrize(
    "block",
    [
        bodies.text("A [[lesion|lesion"),
        bodies.note("N", "A {{ phone }}"),
        bodies.section("How?", bodies.warning("W", "A [[lesion]]")),
        bodies.steps("One [[lesion]]"),
        bodies.key_points("One [[lesion]]"),
        bodies.do("One [[lesion]]"),
        bodies.care(emergency="Call {{ phone }}"),
        bodies.table("T", ["A", "B"], ["1", "[[lesion]]"]),
        bodies.reveal("x", bodies.text("{{ phone }}")),
    ],
    ids=lambda block: block["type"],
)
def test_a_broken_mark_is_refused_wherever_it_stands(block: bodies.Block) -> None:
    assert "Readers would see" in refused(block)


@pytest.mark.parametrize(
    "block",
    [
        bodies.section("", bodies.text("x")),
        bodies.subsection("", bodies.text("x")),
        bodies.note("", "x"),
        bodies.warning("", "x"),
        bodies.questions(""),
        bodies.questions(),
        bodies.related(),
        bodies.faq(),
        bodies.reveal("", bodies.text("x")),
        bodies.block("figure", {"picture": None, "caption": "x", "words": "<p>x</p>"}),
        bodies.block("definition", {"term": None}),
    ],
    ids=lambda block: block["type"],
)
def test_an_empty_part_is_refused(db: None, block: bodies.Block) -> None:
    assert refused(block if block["type"] != "subsection" else bodies.section("How?", block))


def test_a_picture_needs_a_caption_and_may_use_the_words_of_the_library(db: None) -> None:
    picture = PictureFactory()
    assert refused(bodies.figure(picture, caption=""))
    clean(bodies.block("figure", {"picture": picture.pk, "caption": "x", "words": ""}))


@pytest.mark.parametrize("block", [bodies.key_points("x"), bodies.care()])
def test_a_page_has_one_of_these(block: bodies.Block) -> None:
    assert refused(block, block)


def test_four_ways_in_are_enough(db: None) -> None:
    ways = [bodies.block("item", {"title": "x", "page": None, "text": "x"})] * 5
    assert refused(bodies.block("link_cards", {"heading": "x", "links": ways}))


def test_a_page_may_have_a_list_of_questions_for_each_section() -> None:
    clean(bodies.questions("x"), bodies.section("How?", bodies.text("x")), bodies.questions("y"))


@pytest.mark.parametrize("kind", ["h2", "raw_html", "image", "embed"])
def test_an_editor_cannot_bring_other_blocks(kind: str) -> None:
    assert len(BODY.to_python([bodies.block(kind, "<script>x()</script>")])) == 0


def test_headings_stand_inside_sections_only() -> None:
    section = BODY.child_blocks["section"].child_blocks["content"]
    subsection = section.child_blocks["subsection"].child_blocks["content"]
    assert "section" not in section.child_blocks
    assert "subsection" not in subsection.child_blocks
    assert "subsection" not in BODY.child_blocks


@pytest.mark.parametrize("name", ["text", "note", "care", "steps"])
def test_no_editor_of_text_offers_a_heading_or_an_image(name: str) -> None:
    block = BODY.child_blocks[name]
    editors = [block, *getattr(block, "child_blocks", {}).values()]
    features = {one for editor in editors for one in getattr(editor, "features", None) or ()}
    assert features
    assert features <= {"bold", "italic", "link", "ul", "ol", "cite", "explain"}
