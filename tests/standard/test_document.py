from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from education.standard.document import SLOTS, Document
from education.standard.markup import Link, citations, explained, pieces, plain
from education.standard.parts import Field, Figure, Gap, Table
from tests.standard.documents import (
    CARE,
    KEY_POINTS,
    figure,
    gap,
    of_blocks,
    questions,
    reveal,
    section,
    subsection,
    table,
    text,
)


def draft(*blocks: dict[str, Any], **more: Any) -> Document:
    return of_blocks(**{"kind": "article", "title": "A", "summary": "B.", "blocks": blocks, **more})


def places(one: Document) -> list[str]:
    return [passage.place for passage in one.passages()]


def test_marks_become_what_a_reader_sees() -> None:
    assert plain("It may [[metastasis|spread]]. [S1] [S22] Ask.") == "It may spread. Ask."


def test_marks_name_sources_and_terms() -> None:
    raw = "A [[liquid-biopsy|liquid biopsy]] helps. [S1] [S4]"
    assert (citations(raw), explained(raw)) == (["S1", "S4"], ["liquid-biopsy"])


def test_rich_text_falls_into_paragraphs_items_and_headings() -> None:
    rich = "<p>One <b>bold</b> word.</p><ul><li>Two<ul><li>Three</li></ul></li></ul><h3>Four</h3>"
    assert [(piece.tag, piece.raw) for piece in pieces(rich)] == [
        ("p", "One bold word."),
        ("li", "Two"),
        ("li", "Three"),
        ("h3", "Four"),
    ]


def test_text_without_tags_is_one_paragraph() -> None:
    assert [piece.raw for piece in pieces(" Salt &amp; water ")] == ["Salt & water"]


def test_a_line_break_parts_words() -> None:
    assert pieces("<p>One<br/>two</p>")[0].raw == "One two"


def test_links_keep_their_words_and_their_goal() -> None:
    rich = (
        '<a href="page:faq">all <b>questions</b></a> or <b><a linktype="page" id="7">this</a></b>'
    )
    assert pieces(rich)[0].links == (Link("all questions", "page:faq"), Link("this", "page:7"))


def test_each_passage_knows_its_place() -> None:
    one = draft(text("First."), section("How does it work?", text("One.", "Two."), text("Three.")))
    assert places(one) == [
        "Body, paragraph 1",
        "Heading “How does it work?”",
        "Section “How does it work?”, paragraph 1",
        "Section “How does it work?”, paragraph 2",
        "Section “How does it work?”, paragraph 3",
    ]


def test_headings_take_their_level_from_nesting() -> None:
    one = draft(section("What is it?", subsection("Why is it so?", text("So."))))
    assert [(passage.text, passage.level) for passage in one.headings()] == [
        ("What is it?", 2),
        ("Why is it so?", 3),
    ]


def test_headings_that_the_portal_sets_are_not_the_authors_words() -> None:
    one = draft(KEY_POINTS, CARE, questions("What now?"))
    assert one.headings() == ()
    assert "Questions to ask" not in one.plain_text()


def test_plain_text_has_a_line_for_each_passage() -> None:
    one = draft(section("Is it so?", text("It may be. [S1]", "Ask your [[team|team]].")))
    assert one.plain_text() == "Is it so?\nIt may be.\nAsk your team."


def test_an_opened_part_stands_apart() -> None:
    one = draft(text("Shown."), reveal("Do you want to read it?", text("Hidden.")))
    assert [(passage.text, passage.opened) for passage in one.passages()] == [
        ("Shown.", False),
        ("Do you want to read it?", False),
        ("Hidden.", True),
    ]


def test_the_summary_loses_its_marks() -> None:
    one = draft(summary="<p>Cells [[metastasis|spread]]. [S1]</p><p>Ask.</p>")
    assert one.summary_text() == "Cells spread.\nAsk."


def test_sources_are_listed_once_in_order() -> None:
    one = draft(text("A [[b|b]]. [S2] [S1]", "A [[a|a]] and [[b|b]]. [S2]"))
    assert one.citations() == ("S2", "S1")


def test_questions_to_ask_are_those_of_the_list() -> None:
    one = draft(gap("No figures.", ask="How long?"), questions("What now?", "Who?"))
    assert one.questions() == ("What now?", "Who?")


def test_a_list_block_is_read_in_both_of_its_stored_forms() -> None:
    stored = [{"type": "item", "value": "What now?", "id": "1"}]
    one = draft({"type": "questions", "value": {"items": stored}})
    assert one.questions() == ("What now?",)


def test_a_gap_keeps_its_words_and_its_question() -> None:
    one = draft(section("What helps?", gap("No source says.", ask="What helps me?")))
    assert one.gaps() == (Gap("", "Section “What helps?”", "No source says.", "What helps me?"),)


def test_a_table_keeps_its_frame_and_its_cells() -> None:
    one = draft(table("Words", ["You hear", "It means"], ["Mets", "Tumors"]))
    assert one.tables() == (
        Table("Body", "Words", ("You hear", "It means"), (("<p>Mets</p>", "<p>Tumors</p>"),)),
    )
    assert one.plain_text() == "Words\nYou hear\nIt means\nMets\nTumors"


def test_a_picture_keeps_its_caption_and_its_words() -> None:
    one = draft(figure("A vessel.", "<p>Cells flow.</p><p>One stays.</p>"))
    assert one.figures() == (Figure("Body", "journey", "A vessel.", "Cells flow.\nOne stays."),)


def test_the_three_urgencies_are_read() -> None:
    assert places(draft(CARE))[1:] == [
        "Section “When to get help”, paragraph 1",
        "Section “When to get help”, paragraph 2",
        "Section “When to get help”, paragraph 3",
    ]


def test_ways_in_are_read_with_their_titles() -> None:
    links = [{"title": "I was told today", "page": 1, "text": "What it means."}]
    one = draft({"type": "link_cards", "value": {"heading": "Where to begin?", "links": links}})
    assert [(heading.text, heading.level) for heading in one.headings()] == [
        ("Where to begin?", 2),
        ("I was told today", 3),
    ]


def test_a_treatment_is_read_in_the_order_of_its_page() -> None:
    one = draft(
        text("Last."),
        slots={"benefits": [text("Fourth.")], "how_it_works": [text("Third.")]},
        glance={Field("how_given", "How it is given"): "Second."},
        opening=[text("First.")],
    )
    assert one.plain_text() == "First.\nSecond.\nThird.\nFourth.\nLast."
    assert places(one)[1] == "How it is given"
    assert [passage.slot for passage in one.passages()][-3:] == ["benefits", "benefits", ""]


def test_a_slot_has_the_heading_of_its_question() -> None:
    one = draft(slots={"risks": [text("Some.")]})
    assert places(one)[1] == f"Section “{SLOTS['risks']}”, paragraph 1"


@pytest.mark.parametrize(
    "kind",
    ["text", "section", "gap", "care", "questions", "table", "figure", "reveal", "link_cards"],
)
def test_an_empty_block_is_no_obstacle(kind: str) -> None:
    assert draft({"type": kind, "value": None}).plain_text() == ""


def test_a_block_without_words_is_passed_over() -> None:
    assert draft({"type": "related", "value": {"pages": [1]}}).passages() == ()


@settings(deadline=None)  # the first text pays for compiling the patterns
@given(st.text(alphabet=st.sampled_from("<>/pliahb[]|S1 &;!?-'\"=x\n")))
def test_any_rich_text_can_be_read(rich: str) -> None:
    one = draft(text(rich), {"type": "steps", "value": rich}, title=rich, summary=rich)
    assert isinstance(one.plain_text(), str)
