from __future__ import annotations

import pytest

from education.standard.document import SLOTS, Document
from education.standard.results import Level
from tests.standard.documents import (
    ANSWERED,
    ASK,
    CARE,
    PLAIN,
    draft,
    figure,
    found,
    gap,
    questions,
    section,
    table,
    text,
)

LONG = "You can ask your team. " * 41  # 205 words


def test_more_than_200_words_need_a_heading() -> None:
    (finding,) = found(draft(section("What is it?", text(LONG))), 6)
    assert "200 words follow “What is it?”" in finding.message


def test_a_heading_starts_a_new_stretch() -> None:
    half = text("You can ask your team. " * 25)
    assert found(draft(section("What is it?", half), section("Why is it so?", half)), 6) == []


def test_the_cells_of_a_table_have_headings_of_their_own() -> None:
    assert found(draft(table("Words", ["A", "B"], [LONG, LONG])), 6) == []


def test_an_answer_needs_no_headings() -> None:
    assert found(draft(text(LONG), kind="faq"), 6) == []


def test_a_heading_of_one_word_is_named() -> None:
    (finding,) = found(draft(section("Background", text("So."))), 6)
    assert finding.place == "Heading “Background”"


def test_a_heading_typed_into_the_text_may_not_skip_a_level() -> None:
    skipped = section("What is it?", {"type": "text", "value": "<h4>Why is it so?</h4>"})
    assert found(draft(skipped), 6)[0].mend == "Make it level 3."


def test_only_the_title_has_level_1() -> None:
    assert found(draft({"type": "text", "value": "<h1>A second title</h1>"}), 6)


def test_a_treatment_answers_all_six_questions() -> None:
    for slot, heading in SLOTS.items():
        slots = {name: blocks for name, blocks in ANSWERED.items() if name != slot}
        (finding,) = found(draft(kind="treatment", slots=slots), 12)
        assert (finding.level, finding.place) == (Level.BLOCKS, f"Section “{heading}”")


def test_an_answer_without_a_source_needs_a_gap_with_a_question() -> None:
    def with_risks(*blocks: dict[str, object]) -> Document:
        return draft(kind="treatment", slots={**ANSWERED, "risks": list(blocks)})

    assert found(with_risks(text("It may hurt.")), 12)
    assert found(with_risks(gap("Our sources do not say.")), 12)
    assert found(with_risks(gap("Our sources do not say.", ask="What are the risks?")), 12) == []


def test_a_gap_in_one_slot_does_not_fill_another() -> None:
    slots = {**ANSWERED, "risks": [gap("No.", ask="Which?")], "without": [text("It may be.")]}
    (finding,) = found(draft(kind="treatment", slots=slots), 12)
    assert finding.place == f"Section “{SLOTS['without']}”"


def test_only_treatments_have_slots() -> None:
    assert found(draft(kind="article"), 12) == []


@pytest.mark.parametrize("kind", ["article", "faq", "about"])
def test_two_questions_are_too_few(kind: str) -> None:
    few = questions("What now?", "Who?")
    (finding,) = found(draft(kind=kind, blocks=[PLAIN, CARE, few]), 13)
    assert (finding.level, finding.message) == (
        Level.BLOCKS,
        "There are 2 questions to ask the care team.",
    )


def test_a_page_says_what_to_do() -> None:
    idle = section("What is it?", text("Your care team knows. [S1]"))
    assert [finding.level for finding in found(draft(blocks=[idle, ASK]), 14)] == [Level.WARNS]
    assert found(draft(blocks=[idle, text("Please talk with them."), ASK]), 14) == []


def test_home_only_links_to_pages() -> None:
    assert found(draft(kind="home", blocks=[text("Your team knows.")]), 14) == []


def test_a_picture_needs_a_caption_and_words() -> None:
    assert found(draft(figure("A vessel.", "<p>Cells flow.</p>")), 16) == []
    assert found(draft(figure("", "<p>Cells flow.</p>")), 16)[0].message.endswith("no caption.")
    assert found(draft(figure("A vessel.", "")), 16) == []  # The library has words for it.
    nothing = {"picture": None, "caption": "A vessel.", "words": ""}
    assert found(draft({"type": "figure", "value": nothing}), 16)[0].level == Level.BLOCKS


@pytest.mark.parametrize(
    ("told", "levels"), [("A ring-shaped scanner.", []), (" ", [Level.BLOCKS])]
)
def test_a_photo_needs_alternative_text(told: str, levels: list[Level]) -> None:
    photo = {"image": 1, "alt_text": told, "caption": "A scanner.", "credit": ""}
    findings = found(draft({"type": "photo", "value": photo}), 16)
    assert [one.level for one in findings] == levels


def test_the_words_of_a_picture_are_not_its_caption_again() -> None:
    (finding,) = found(draft(figure("Cells flow on.", "<p>Cells flow on. One stays.</p>")), 16)
    assert finding.level == Level.BLOCKS


@pytest.mark.parametrize("words", ["The picture shows a cell.", "On the left, cells flow."])
def test_the_words_of_a_picture_tell_what_it_means(words: str) -> None:
    assert [one.level for one in found(draft(figure("A vessel.", f"<p>{words}</p>")), 16)] == [
        Level.WARNS
    ]


def test_a_table_needs_a_caption_and_headings() -> None:
    assert found(draft(table("Words", ["A", "B"], ["C", "D"])), 17) == []
    assert found(draft(table("", ["A", "B"], ["C", "D"])), 17)
    assert found(draft(table("Words", ["A", ""], ["C", "D"])), 17)


def test_a_table_has_four_columns_at_most() -> None:
    assert found(draft(table("Words", ["A", "B", "C", "D"], list("1234"))), 17) == []
    assert found(draft(table("Words", ["A", "B", "C", "D", "E"], list("12345"))), 17)


@pytest.mark.parametrize("words", ["here", "Read more", "click here.", "https://example.org/a", ""])
def test_a_link_that_says_nothing_is_named(words: str) -> None:
    assert len(found(draft(text(f'See <a href="page:faq">{words}</a>')), 18)) == 1


def test_a_link_that_names_its_goal_is_fine() -> None:
    assert found(draft(text('<a href="page:faq">All questions and answers</a>')), 18) == []


def test_a_text_sends_its_reader_to_the_care_team() -> None:
    alone = [text("Cells travel. [S1]"), ASK]
    assert found(draft(kind="faq", blocks=alone), 23)
    assert found(draft(kind="faq", blocks=[*alone, text("Ask your surgeon.")]), 23) == []


def test_a_page_says_when_to_get_help() -> None:
    without = [PLAIN, ASK]
    assert found(draft(blocks=without), 23)[0].mend == "Add the block “When to get help”."
    assert found(draft(kind="about", blocks=without), 23) == []


@pytest.mark.parametrize(
    "line", ["Ask, as our sources list no signs.", "Call. This page does not say when.", "Fever."]
)
def test_a_care_card_holds_instructions_only(line: str) -> None:
    card = {"type": "care", "value": {**CARE["value"], "urgent": f"<p>{line}</p>"}}
    (finding,) = found(draft(blocks=[PLAIN, card, ASK]), 23)
    assert finding.level == Level.BLOCKS
