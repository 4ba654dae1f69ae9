from __future__ import annotations

from typing import Any

import pytest

from education.standard.results import Level
from tests.standard.documents import (
    draft,
    figure,
    found,
    gap,
    questions,
    reveal,
    section,
    table,
    text,
)


def test_a_term_that_nobody_explains_is_named_at_first_use() -> None:
    one = draft(text("A biopsy may help.", "Another biopsy."))
    (finding,) = found(one, 7)
    assert finding.mend == "Write: [[biopsy|biopsy]]"
    assert finding.place == "Body, paragraph 1"


@pytest.mark.parametrize(
    "words",
    [
        "A [[biopsy|biopsy]] may help. A biopsy is small.",
        "A small sample (biopsy) may help.",
        "A biopsy (a small sample) may help.",
        "Doctors call this sample a biopsy.",
        "A sample, called a biopsy, may help.",
        '<a href="page:tests">How a biopsy works</a>',
    ],
)
def test_a_term_that_is_explained_is_fine(words: str) -> None:
    assert found(draft(text(words)), 7) == []


def test_a_term_in_the_title_is_what_the_page_explains() -> None:
    assert found(draft(text("A biopsy may help."), title="What is a biopsy?"), 7) == []


def test_a_term_inside_a_longer_term_is_not_a_use() -> None:
    assert found(draft(text("A [[liquid-biopsy|liquid biopsy]] may help.")), 7) == []


def test_a_link_to_a_word_that_the_glossary_lacks_stops_a_sign_off() -> None:
    (finding,) = found(draft(text("A [[marker|marker]] may help.")), 7)
    assert (finding.level, finding.message) == (Level.BLOCKS, "“marker” is not in the glossary.")


def test_an_abbreviation_is_spelled_out_on_the_page() -> None:
    assert found(draft(text("A PET scan may help.")), 8)[0].mend.startswith("Write “positron")
    spelled = "A PET (positron emission tomography) scan may help."
    assert found(draft(text(spelled)), 8) == []


def test_patients_may_be_named_twice() -> None:
    assert found(draft(text("Patients ask.", "A patient asks.")), 9) == []
    assert found(draft(text("Patients ask.", "A patient asks.", "Patients wait.")), 9)


def test_a_text_speaks_to_its_reader() -> None:
    one = draft(blocks=[text("Cells travel.")])
    assert [finding.message for finding in found(one, 9)] == ["It never says “you”."]


@pytest.mark.parametrize("words", ["A breakthrough.", "You can fight it.", "It always works."])
@pytest.mark.parametrize("field", ["title", "summary", "search_description"])
def test_loud_words_are_found_on_cards_too(words: str, field: str) -> None:
    assert [finding.row for finding in found(draft(**{field: words}), 10)] == [10]


@pytest.mark.parametrize("kind", ["article", "treatment", "faq"])
def test_not_curable_stands_only_where_a_reader_chooses_to_look(kind: str) -> None:
    hard = text("Metastatic cancer is generally considered not curable. [S1]")
    behind = reveal("The next part is about whether it can be cured.", hard)
    assert found(draft(behind, kind=kind), 10) == []
    assert found(draft(hard, kind=kind), 10)


@pytest.mark.parametrize("field", ["title", "summary", "search_description"])
def test_outlook_stands_on_no_card(field: str) -> None:
    assert found(draft(**{field: "The outlook is less favorable."}), 10)


def test_a_prompt_does_not_tell_what_it_hides() -> None:
    assert found(draft(reveal("Metastatic cancer is not curable.", text("More."))), 10)


def test_a_battle_stays_a_battle_where_it_is_opened() -> None:
    assert found(draft(reveal("Read on?", text("You may lose the battle."))), 10)


def test_a_question_may_name_what_readers_fear() -> None:
    assert (
        found(draft(section("Can it be cured?", text("Ask your team.")), title="A cure?"), 10) == []
    )


def test_unsettled_evidence_needs_a_word_on_what_is_not_known() -> None:
    claim = text("Some studies suggest a higher risk. [S1]")
    assert found(draft(claim), 11)
    assert found(draft(claim, gap("Our source gives no numbers.")), 11) == []
    assert found(draft(claim, text("How this works is not fully understood.")), 11) == []


def test_one_box_says_what_is_not_covered() -> None:
    box = gap("How long it lasts.", ask="How long?", heading="Not covered on this page")
    unknown = gap("Nobody knows.", ask="Why?", heading="What we do not know")
    assert found(draft(box, unknown), 11) == []
    (finding,) = found(draft(box, unknown, box), 11)
    assert finding.level == Level.WARNS


@pytest.mark.parametrize(
    "words",
    [
        "Wait for six weeks.",
        "About twenty people joined.",
        "It helps 10% of people.",
        "It helps 10 percent of people.",
        "It is three times more common.",
        "It is twice as common.",
    ],
)
def test_numbers_that_make_work_are_found(words: str) -> None:
    assert len(found(draft(text(words)), 15)) == 1


@pytest.mark.parametrize(
    "words",
    ["It has five steps.", "Wait for 6 weeks.", "It helps 1 in 10 people (10%).", "One day"],
)
def test_easy_numbers_are_fine(words: str) -> None:
    assert found(draft(text(words)), 15) == []


@pytest.mark.parametrize(
    "block",
    [
        section("Is it so? [S1]", text("It may be.")),
        figure("A [[biopsy|biopsy]]", "<p>It is small. [S1]</p>"),
        table("Numbers [S1]", ["A", "B"], ["1", "2 [S1]"]),
        reveal("Do you want to read it? [S1]", text("Hidden.")),
        gap("No figures.", ask="Do I call {{ emergency_number }}?"),
        questions("What is a [[biopsy|biopsy]]?"),
        {"type": "photo", "value": {"image": 1, "alt_text": "A scan.", "caption": "A spot. [S1]"}},
    ],
    ids=lambda block: str(block["type"]),
)
def test_a_mark_in_a_field_without_a_toolbar_stops_a_sign_off(block: dict[str, Any]) -> None:
    (finding,) = (one for one in found(draft(block), 0) if "as it is typed" in one.message)
    assert finding.level == Level.BLOCKS


@pytest.mark.parametrize("field", ["title", "summary", "search_description"])
def test_a_mark_in_a_field_of_one_line_stops_a_sign_off(field: str) -> None:
    (finding,) = found(draft(text("It may be."), **{field: "It may spread. [S1]"}), 0)
    assert finding.message == "Readers would see “[S1]” as it is typed."
