from __future__ import annotations

import re
from pathlib import Path

import pytest
import textstat
from hypothesis import given, settings
from hypothesis import strategies as st

from education.standard.markup import plain
from education.standard.readability import grade, masked_grade, sentences, syllables, words

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
SLACK = 0.25  # of a grade: so much easier than textstat finds it, a text may look at most

CLINICAL = (
    "Palliative radiotherapy alleviates symptoms associated with osseous metastases. "
    "Immunohistochemistry differentiates adenocarcinoma from mesothelioma. "
    "Multidisciplinary evaluation determines eligibility for cytoreductive surgery. "
    "Corticosteroids mitigate inflammation but may precipitate hyperglycemia in diabetes. "
    "Neutropenia following myelosuppressive chemotherapy necessitates urgent evaluation."
)
EVERYDAY = (
    "The nurse will show you where to wait, and someone will call your name. "
    "You may feel tired after the visit, so ask a friend to drive you home. "
    "Drink enough water and eat what you like. "
    "If anything worries you at night, phone the number on the card."
)

SPOKEN = """
    me-tas-ta-sis me-tas-ta-ses met-a-stat-ic tu-mor can-cer che-mo-ther-a-py im-mu-no-ther-a-py
    ra-di-a-tion bi-op-sy bi-op-sies bi-o-mark-er an-gi-o-gen-e-sis mi-cro-en-vi-ron-ment
    en-do-the-li-um ep-i-the-li-al pneu-mo-per-i-to-ne-um neu-ro-en-do-crine lap-a-ros-co-py
    ex-trav-a-sa-tion in-trav-a-sa-tion col-o-ni-za-tion cir-cu-la-tion lym-phat-ic ves-sel
    mus-cle mus-cles tro-pis-m med-i-cine mol-e-cule tis-sue fa-tigue tech-nique di-et qui-et
    pa-tient sur-geon phys-i-cal the-o-ry vid-e-o nu-cle-ar nau-se-a flu-id flu-o-res-cence
    con-tin-u-ous e-val-u-ate in-flu-ence ex-pe-ri-ence ear-li-er eas-i-er car-ri-er do-ing tried
    called need-ed hun-dred help-ful safe-ly treat-ment state-ment care-ful-ly some-times makes
    dos-es chang-es breathes be-yond lay-er the be through one eye i-de-a ar-e-a life-style
"""


@pytest.mark.parametrize("parts", SPOKEN.split())
def test_syllables_are_counted_as_they_are_spoken(parts: str) -> None:
    assert syllables(parts.replace("-", "")) == len(parts.split("-"))


@pytest.mark.parametrize(("word", "count"), [("MRI", 3), ("ctDNA", 5), ("I", 1), ("isn't", 2)])
def test_abbreviations_are_spelled_out(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_sentence_ends_where_the_next_one_begins() -> None:
    text = "Is it safe? Ask your team. They know."
    assert sentences(text) == ["Is it safe?", "Ask your team.", "They know."]


def test_each_line_is_a_sentence_of_its_own() -> None:
    assert sentences("How does it work?\nStep by step\n\n- One cell") == [
        "How does it work?",
        "Step by step",
        "- One cell",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lee gives 2.5 mg, e.g. At night.",
        "The page What may lie ahead? has an answer.",
        "1. Cells push into tissue",
    ],
)
def test_not_every_stop_ends_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_site_setting_counts_as_one_word() -> None:
    assert words("Call {{ emergency_number }} now.") == ["Call", "number", "now"]


def test_the_grade_is_the_formula_on_exact_ratios() -> None:
    # 6 words, 2 sentences, 9 syllables
    assert grade("Cancer cells travel. Doctors can see.") == pytest.approx(
        0.39 * 3 + 11.8 * 9 / 6 - 15.59
    )


def test_a_text_without_words_has_grade_zero() -> None:
    assert grade(" … ") == 0.0


def test_a_masked_term_weighs_as_one_short_word() -> None:
    text = "A metastasis can grow."
    assert masked_grade(text, ["Metastasis"]) == grade("A word can grow.")


def test_a_masked_term_that_begins_a_sentence_still_begins_one() -> None:
    text = "Cells can travel. Metastasis can grow. Metastasis can stay."
    assert masked_grade(text, ["Metastasis"]) == grade(
        "Cells can travel. Word can grow. Word can stay."
    )


def test_without_terms_nothing_is_masked() -> None:
    assert masked_grade(CLINICAL, []) == grade(CLINICAL)


@pytest.mark.parametrize("text", [CLINICAL, EVERYDAY])
def test_a_text_does_not_look_easier_than_textstat_finds_it(text: str) -> None:
    assert grade(text) >= textstat.flesch_kincaid_grade(text) - SLACK


def test_our_documents_do_not_look_easier_than_textstat_finds_them() -> None:
    texts = {path.name: _prose(path) for path in DOCUMENTS.rglob("*.md")}
    easier = {
        name: (grade(text), _textstat_exact(text))
        for name, text in texts.items()
        if text and grade(text) < _textstat_exact(text) - SLACK
    }
    assert texts
    assert easier == {}


def _textstat_exact(text: str) -> float:
    """Its counts without its rounding, which moves a short text by half a grade."""
    count = textstat.lexicon_count(text)
    weight = textstat.syllable_count(text) / count
    return 0.39 * count / textstat.sentence_count(text) + 11.8 * weight - 15.59


def _prose(path: Path) -> str:
    """The paragraphs and list items of a document that are whole sentences."""
    text = re.sub(r"\A---\n.*?\n---\n|<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"(?<!\[)\[([^\[\]]+)\]\(page:[^)]*\)", r"\1", text)
    lines = (plain(line).removeprefix("- ") for line in text.splitlines())
    return "\n".join(line for line in lines if re.fullmatch(r"\w.*[.!?]", line))


@settings(deadline=None)  # the first text pays for compiling the patterns
@given(st.text())
def test_any_text_has_a_grade(text: str) -> None:
    assert isinstance(grade(text), float)
    assert len(sentences(text)) <= len(words(text))


@settings(deadline=None)  # the first text pays for compiling the patterns
@given(st.text(alphabet="aeioubcdrsty", min_size=1))
def test_every_word_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1
