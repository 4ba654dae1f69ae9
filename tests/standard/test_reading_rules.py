from __future__ import annotations

import pytest

from education.standard.results import Level, RuleContext
from education.standard.rules.reading import grades
from tests.standard.documents import TERMS, draft, figure, found, section, text

HARD = "Immunotherapeutic modalities necessitate multidisciplinary deliberation. "


def sentence(words: int) -> str:
    return " ".join(["It", *["goes"] * (words - 1)]) + "."


def test_a_summary_is_needed() -> None:
    assert [finding.level for finding in found(draft(summary=""), 1)] == [Level.BLOCKS]


def test_a_summary_of_four_sentences_is_refused() -> None:
    assert found(draft(summary="One. Two. Three."), 1) == []
    assert found(draft(summary="One. Two. Three. Four."), 1)[0].message == "It has 4 sentences."


def test_a_summary_of_61_words_is_refused() -> None:
    assert found(draft(summary=sentence(60)), 1) == []
    assert found(draft(summary=sentence(61)), 1)[0].message == "It has 61 words."


def test_a_hard_body_is_refused_with_both_figures() -> None:
    (finding,) = found(draft(text(HARD * 20)), 2)
    assert (finding.level, finding.place) == (Level.BLOCKS, "Body")
    assert "including glossary terms" in finding.message


def test_a_hard_summary_is_refused() -> None:
    assert [finding.place for finding in found(draft(summary=HARD), 2)] == ["Summary"]


def test_glossary_terms_do_not_make_a_text_hard() -> None:
    summary = "Stereotactic body radiation therapy is one way. Stereotactic body radiation therapy."
    one = draft(summary=summary)
    found_grades = grades(one, RuleContext(TERMS))
    assert found_grades.summary < 8 < found_grades.summary_raw
    assert found(one, 2) == []


def test_a_sentence_of_26_words_is_named() -> None:
    assert found(draft(text(sentence(25))), 3) == []
    (finding,) = found(draft(text(sentence(26))), 3)
    assert finding.message.startswith("A sentence has 26 words")


def test_one_long_sentence_in_ten_is_enough() -> None:
    assert found(draft(text(sentence(21))), 3) == []
    (finding,) = found(draft(text(*[sentence(21)] * 3)), 3)
    assert "more than 20 words" in finding.message


def test_three_short_sentences_in_a_row_are_choppy() -> None:
    assert found(draft(text(sentence(12), "It may be so. It may go. " + sentence(12))), 3) == []
    (finding,) = found(draft(text(sentence(12), "It may be so. It may go.", "It may stay.")), 3)
    assert finding.level == Level.WARNS
    assert finding.message.startswith("3 short sentences in a row: “It may be so.”")


def test_lists_care_cards_and_questions_may_be_short() -> None:
    items = {"type": "text", "value": "<ul><li>One.</li><li>Two.</li><li>Three.</li></ul>"}
    assert found(draft(items), 3) == []


@pytest.mark.parametrize("words", [9, 17])
def test_the_mean_sentence_has_ten_to_sixteen_words(words: int) -> None:
    one = draft(text(*[sentence(words)] * 40))
    (finding,) = found(one, 3)
    assert "words on average" in finding.message
    assert found(draft(text(*[sentence(12)] * 40)), 3) == []


@pytest.mark.parametrize(
    ("count", "levels"), [(3, []), (4, [Level.WARNS]), (5, [Level.WARNS]), (6, [Level.BLOCKS])]
)
def test_a_paragraph_grows_worse_with_each_sentence(count: int, levels: list[Level]) -> None:
    one = draft(text("It may be so. " * count))
    assert [finding.level for finding in found(one, 4)] == levels


def test_the_words_of_a_picture_are_paragraphs_too() -> None:
    one = draft(figure("A vessel.", f"<p>{'It may be so. ' * 4}</p>"))
    assert found(one, 4)[0].place == "Body, picture in words, paragraph 1"


def test_one_passive_sentence_is_fine() -> None:
    assert found(draft(text("The tumor is removed.")), 5) == []


def test_many_passive_sentences_are_shown() -> None:
    one = draft(
        section("Is it so?", text("The tumor is removed.", "It is tested.", "It was seen."))
    )
    (finding,) = found(one, 5)
    assert "“The tumor is removed.”" in finding.message
