from __future__ import annotations

from typing import Any

import pytest

from education.content.markdown.body import Remark
from tests.seeding.seeds import Seed


def shape(blocks: list[dict]) -> list[Any]:
    """The types of blocks, with those inside sections."""
    return [
        {block["type"]: shape(block["value"]["content"])}
        if block["type"] in {"section", "subsection", "reveal"}
        else block["type"]
        for block in blocks
    ]


def test_headings_hold_what_follows_them(seed: Seed) -> None:
    body = "First.\n\n## What is it?\n\nOne.\n\n### A part of it\n\nTwo.\n\n## And then?\n\nThree."
    assert shape(seed.blocks(body)) == [
        "text",
        {"section": ["text", {"subsection": ["text"]}]},
        {"section": ["text"]},
    ]


def test_the_heading_of_a_section_is_kept(seed: Seed) -> None:
    assert seed.block("## What is it?\n\nOne.")["value"]["heading"] == "What is it?"


def test_in_short_holds_the_key_points(seed: Seed) -> None:
    block = seed.block("## In short\n\n- One.\n- Two.")
    points = "<ul><li>One.</li><li>Two.</li></ul>"
    assert block == {"type": "key_points", "value": {"points": points}}


def test_what_follows_the_key_points_stands_on_the_page(seed: Seed) -> None:
    assert shape(seed.blocks("## In short\n\n- One.\n\nMore.")) == ["key_points", "text"]


@pytest.mark.parametrize(
    "directive",
    [
        ":::questions\n- Why?\n:::",
        ":::care\n- routine: Ask.\n- urgent: Call.\n- emergency: Run.\n:::",
        ":::related\n- [Home](page:home)\n:::",
        ':::gap What we do not know\nMuch.\n\nYou could ask: "Why?"\n:::',
        ":::steps-of-spread How cancer spreads\n:::",
    ],
)
def test_a_block_of_the_page_closes_the_section(seed: Seed, directive: str) -> None:
    body = f"## What is it?\n\nOne.\n\n{directive}\n\nTwo."
    section, _, after = shape(seed.blocks(body))
    assert section == {"section": ["text"]}
    assert after == "text"


@pytest.mark.parametrize(
    "directive",
    [
        ':::gap\nMuch.\n\nYou could ask: "Why?"\n:::',
        ":::note Well\nOne.\n:::",
        ":::do\n- Ask.\n:::",
        ":::steps-of-spread\n:::",
        ":::treatments-by-reach\n:::",
    ],
)
def test_a_block_of_a_section_stays_in_it(seed: Seed, directive: str) -> None:
    (section,) = shape(seed.blocks(f"## What is it?\n\nOne.\n\n{directive}\n\nTwo."))
    assert len(section["section"]) == 3


def test_a_note_has_a_heading_and_a_text(seed: Seed) -> None:
    block = seed.block(":::note Take your time\nOne.\n\n- two\n:::")
    value = {"heading": "Take your time", "text": "<p>One.</p><ul><li>two</li></ul>"}
    assert block == {"type": "note", "value": value}


def test_a_warning_is_like_a_note(seed: Seed) -> None:
    block = seed.block(":::warning Talk first\nOne.\n:::")
    value = {"heading": "Talk first", "text": "<p>One.</p>"}
    assert block == {"type": "warning", "value": value}


def test_a_gap_says_what_to_ask_without_quotes(seed: Seed) -> None:
    block = seed.block(':::gap\nOur sources say nothing.\n\nYou could ask: "Why? How?"\n:::')
    value = {"heading": "", "text": "<p>Our sources say nothing.</p>", "ask": "Why? How?"}
    assert block == {"type": "gap", "value": value}


def test_a_care_card_has_three_urgencies(seed: Seed) -> None:
    block = seed.block(
        ":::care\n- routine: Ask: it helps.\n- urgent: Call.\n"
        "- emergency: Call {{ emergency_number }}.\n:::"
    )
    assert block["value"] == {
        "routine": "<p>Ask: it helps.</p>",
        "urgent": "<p>Call.</p>",
        "emergency": "<p>Call {{ emergency_number }}.</p>",
    }


@pytest.mark.parametrize("name", ["do", "dont"])
def test_do_and_dont_hold_a_list(seed: Seed, name: str) -> None:
    block = seed.block(f":::{name}\n- Ask **first**.\n:::")
    assert block == {"type": name, "value": {"items": "<ul><li>Ask <b>first</b>.</li></ul>"}}


def test_questions_are_plain_texts(seed: Seed) -> None:
    block = seed.block(":::questions\n- Has it spread & where?\n- Why?\n:::")
    assert block["value"] == {"items": ["Has it spread & where?", "Why?"]}


def test_a_table_has_a_caption_columns_and_rows(seed: Seed) -> None:
    block = seed.block(
        ":::table Words you may hear\n"
        "| You may hear | In plain words |\n|---|---|\n| The [[tumor|tumor]] | A growth |\n:::"
    )
    assert block["value"] == {
        "caption": "Words you may hear",
        "columns": [
            {"type": "text", "heading": "You may hear"},
            {"type": "text", "heading": "In plain words"},
        ],
        "rows": [{"values": ["<p>The [[tumor|tumor]]</p>", "<p>A growth</p>"]}],
    }


def test_a_figure_has_a_picture_a_caption_and_words(seed: Seed) -> None:
    block = seed.block(
        ":::figure journey.svg\nCaption: The journey.\nIn words: Five steps.\n\nThe end.\n:::"
    )
    assert block["value"] == {
        "picture": "journey",
        "caption": "The journey.",
        "words": "<p>Five steps.</p><p>The end.</p>",
    }


def test_related_pages_are_named_by_their_slugs(seed: Seed) -> None:
    block = seed.block(":::related\n- [All of it](page:understanding)\n- [Home](page:home)\n:::")
    assert block == {"type": "related", "value": {"pages": ["understanding", "home"]}}


def test_link_cards_lead_to_pages(seed: Seed) -> None:
    block = seed.block(
        ":::link-cards Where to begin?\n- [I was told](page:home) What it means.\n:::"
    )
    link = {"title": "I was told", "page": "home", "text": "What it means."}
    assert block == {"type": "link_cards", "value": {"heading": "Where to begin?", "links": [link]}}


def test_chosen_questions_are_named_by_their_slugs(seed: Seed) -> None:
    seed.write_question("Spread.\n\n---\n\nMore.")
    block = seed.block(":::faq Many ask\n- [What is it?](faq:what)\n:::")
    assert block == {"type": "faq", "value": {"heading": "Many ask", "questions": ["what"]}}


@pytest.mark.parametrize("name", ["steps-of-spread", "treatments-by-reach"])
def test_a_list_that_fills_itself_has_a_heading_only(seed: Seed, name: str) -> None:
    block = seed.block(f":::{name} In order\n:::")
    assert block == {"type": name.replace("-", "_"), "value": {"heading": "In order"}}


def test_a_reveal_holds_blocks(seed: Seed) -> None:
    block = seed.block(":::reveal The next part is hard.\nOne.\n\n1. two\n:::")
    assert block["value"]["prompt"] == "The next part is hard."
    assert shape(block["value"]["content"]) == ["text", "steps"]


def test_a_statement_is_the_text_before_its_facts(seed: Seed) -> None:
    seed.write_article(
        "## What is it?\n\nA [[tumor|tumor]] **grows**. [S1]\n\n- Here.\n- There.\n"
        "<!-- facts: definition, routes -->\n",
        facts="[definition, routes]",
    )
    (statement,) = seed.page().statements
    assert statement.text == "A tumor grows.\nHere.\nThere."
    assert statement.facts == ("definition", "routes")
    assert statement.citations == ("S1",)
    assert statement.line == 13


def test_a_statement_begins_after_the_one_before_it(seed: Seed) -> None:
    seed.write_article(
        "One.\n<!-- facts: definition -->\n\nTwo.\n<!-- facts: routes -->",
        facts="[definition, routes]",
    )
    assert [statement.text for statement in seed.page().statements] == ["One.", "Two."]


def test_a_statement_begins_after_a_heading_or_a_directive(seed: Seed) -> None:
    seed.write_article(
        "One.\n\n:::do\n- Ask.\n:::\n\nTwo.\n\n## Three?\n\nFour.\n<!-- facts: routes -->",
        facts="[routes]",
    )
    (statement,) = seed.page().statements
    assert statement.text == "Four."


def test_a_statement_takes_in_a_table(seed: Seed) -> None:
    seed.write_article(
        ":::table Ways\n| Way | Where |\n|---|---|\n| Blood | All over [S1] |\n:::\nNo more.\n"
        "<!-- facts: routes -->",
        facts="[routes]",
    )
    (statement,) = seed.page().statements
    assert statement.text == "Way\nWhere\nBlood\nAll over\nNo more."
    assert statement.citations == ("S1",)


def test_a_statement_can_stand_in_a_reveal(seed: Seed) -> None:
    seed.write_article(
        "One.\n\n:::reveal Hard.\nTwo.\n<!-- facts: routes -->\n:::", facts="[routes]"
    )
    assert [statement.text for statement in seed.page().statements] == ["Two."]


def test_remarks_are_kept_for_those_they_are_for(seed: Seed) -> None:
    seed.write_article("One.\n<!-- reviewer: Please confirm. -->\n<!-- editor: Name it. -->")
    assert seed.page().remarks == [
        Remark("reviewer", "Please confirm.", 12),
        Remark("editor", "Name it.", 13),
    ]


@pytest.mark.parametrize(
    ("directive", "text"),
    [
        (":::warning Fever\nCall now. [S1]\n\n- Stay warm.\n:::", "Call now.\nStay warm."),
        (":::note Fever\nCall now. [S1]\n:::", "Call now."),
        (":::do\n- Call now. [S1]\n:::", "Call now."),
        (":::dont\n- Wait. [S1]\n:::", "Wait."),
        (
            ":::care\n- routine: Ask.\n- urgent: Call. [S1]\n- emergency: Run.\n:::",
            "Ask.\nCall.\nRun.",
        ),
        (":::reveal How long?\nIt may be. [S1]\n:::", "It may be."),
        (
            ":::figure journey.svg\nCaption: Five steps\nIn words: Cells move. [S1]\n:::",
            "Five steps\nCells move.",
        ),
    ],
)
def test_facts_may_follow_a_directive_and_claim_its_texts(
    seed: Seed, directive: str, text: str
) -> None:
    seed.write_article(f"Before.\n\n{directive}\n<!-- facts: routes -->", facts="[routes]")
    (statement,) = seed.page().statements
    assert (statement.facts, statement.text, statement.citations) == (("routes",), text, ("S1",))


def test_a_text_after_a_directive_is_claimed_alone(seed: Seed) -> None:
    body = ":::do\n- Call now.\n:::\n\nCells move. [S1]\n<!-- facts: routes -->"
    seed.write_article(body, facts="[routes]")
    assert [statement.text for statement in seed.page().statements] == ["Cells move."]


def test_questions_are_claimed_with_the_words_that_introduce_them(seed: Seed) -> None:
    body = "Some come from a list. [S1]\n\n:::questions\n- Why?\n:::\n<!-- facts: routes -->"
    seed.write_article(body, facts="[routes]")
    (statement,) = seed.page().statements
    assert (statement.text, statement.citations) == ("Some come from a list.\nWhy?", ("S1",))


def test_each_section_may_end_with_questions(seed: Seed) -> None:
    part = "## {}\n\nOne.\n\n:::questions\n- Why?\n:::\n\n"
    assert shape(seed.blocks(part.format("Before") + part.format("After"))) == [
        {"section": ["text"]},
        "questions",
        {"section": ["text"]},
        "questions",
    ]


def test_a_link_may_lead_to_a_section(seed: Seed) -> None:
    links = "See [why](page:why#why-is-it-so), [more](page:why#what-now)."
    body = f"## Why is it so?\n\n{links}\n\n### What now?\n\nOne."
    (section,) = seed.blocks(body)
    assert 'href="page:why#why-is-it-so"' in section["value"]["content"][0]["value"]


def test_statements_and_remarks_know_their_section(seed: Seed) -> None:
    body = "## Why?\n\nIt is. [S1]\n<!-- facts: routes -->\n<!-- editor: Look. -->"
    seed.write_article(body, facts="[routes]")
    page = seed.page()
    assert [statement.section for statement in page.statements] == ["Why?"]
    assert page.remarks == [Remark("editor", "Look.", 15, "Why?")]
