from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from education.standard import wordlists

FINDERS = (
    wordlists.hype,
    wordlists.battle_words,
    wordlists.bare_certainty,
    wordlists.hedges,
    wordlists.evidence,
    wordlists.not_known,
    wordlists.british,
    wordlists.passives,
    wordlists.unexpanded,
)

BRITISH = """
    tumour behaviour centre oestrogen haemoglobin signalling metastasised organisation analyse
    defence programme paediatric fulfil litres
"""
AMERICAN = """
    tumor hour four metastasis metastases emphasis analyses symmetry fulfill exercise advise precise
    program dose
"""


def found(find: Callable[[str], list[wordlists.Hit]], text: str) -> list[str]:
    return [hit.words for hit in find(text)]


def test_a_hit_comes_with_its_sentence() -> None:
    (hit,) = wordlists.hype("Read on. This is a breakthrough for you. Ask.")
    assert (hit.words, hit.sentence) == ("breakthrough", "This is a breakthrough for you.")


@pytest.mark.parametrize(
    "word", ["revolutionary", "revolutionized", "breakthroughs", "remarkable", "miracle", "amazing"]
)
def test_hype_is_found(word: str) -> None:
    assert found(wordlists.hype, f"A {word} drug.") == [word]


@pytest.mark.parametrize(
    "word", ["fight", "fights", "fought", "battling", "victims", "suffering", "lose", "lost"]
)
def test_battle_words_are_found(word: str) -> None:
    assert found(wordlists.battle_words, f"Some {word} here.") == [word]


@pytest.mark.parametrize("word", ["close", "closely", "glossary", "a loss"])
def test_words_that_only_look_like_battle_are_left_alone(word: str) -> None:
    assert found(wordlists.battle_words, f"It is {word} here.") == []


@pytest.mark.parametrize(
    "text",
    [
        "It can never be cured.",
        "It always works.",
        "Success is guaranteed.",
        "It is 100% safe.",
        "If you take it, it always helps.",
        "It does not hurt. It always works.",
    ],
)
def test_bare_certainty_is_found(text: str) -> None:
    assert wordlists.bare_certainty(text)


@pytest.mark.parametrize(
    "text",
    [
        "This will cure you.",
        "Metastatic cancer is incurable.",
        "Metastatic cancer is not curable.",
        "The outlook is generally less favorable.",
        "Figures on survival are about many people.",
        "Many people die of it.",
        "Your chances are good.",
        "There may be months to live.",
        "It says how long you may live.",
    ],
)
def test_words_about_cure_and_length_of_life_are_found(text: str) -> None:
    assert wordlists.outlook(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can it be cured?",
        "The next part is about whether it can be cured.",
        "Open this part if you want to read how long people live.",
        "Few of the cancer cells survive.",
        "The cells go on dying for weeks.",
        "Give your body a chance to rest.",
        "Make sure that the area is secure.",
        "Supportive care is not only for the end of life.",
    ],
)
def test_a_question_and_a_word_on_cells_tell_no_outlook(text: str) -> None:
    assert wordlists.outlook(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Can it be cured?",
        "“Will it always be like this?”",
        "The next part is about whether it can be cured.",
        "The next part is about the chance of a cure.",
        "You could ask if a cure is possible.",
        "It does not always work.",
        "This doesn't always help.",
        "Nobody can guarantee that.",
        "There is no guarantee.",
        "Your team will make sure that the area is secure.",
    ],
)
def test_a_question_and_a_denial_are_honest(text: str) -> None:
    assert wordlists.bare_certainty(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Surgery may help.",
        "It can sometimes happen.",
        "Some studies suggest a risk.",
        "This is not yet fully understood.",
        "That isn't known.",
        "It has not been conclusively proven.",
        "Several show promise.",
        "They are being studied.",
        "Not everyone responds.",
        "Most people feel better.",
        "It often hurts.",
        "It usually goes away.",
        "This is so with many kinds of cancer.",
        "In general, it takes a week.",
    ],
)
def test_a_hedge_is_found(text: str) -> None:
    assert wordlists.hedged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Surgery spreads cancer.",
        "Stress makes cancer grow. Ask your team.",
        "These drugs stop the spread, and studies prove it.",
        "Some hospitals offer it. It works.",
    ],
)
def test_a_plain_claim_has_no_hedge(text: str) -> None:
    assert not wordlists.hedged(text)


@pytest.mark.parametrize(
    "word",
    BRITISH.split(),
)
def test_british_spellings_are_found(word: str) -> None:
    assert found(wordlists.british, f"The {word} here.") == [word]


@pytest.mark.parametrize(
    "word",
    AMERICAN.split(),
)
def test_american_spellings_are_left_alone(word: str) -> None:
    assert found(wordlists.british, f"The {word} here.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The tumor is removed.",
        "Cells are often carried by the blood.",
        "A drug was not given.",
        "The cells get caught.",
        "It can be seen.",
    ],
)
def test_passive_voice_is_found(text: str) -> None:
    assert wordlists.passives(text)


@pytest.mark.parametrize(
    "text",
    [
        "A surgeon removes the tumor.",
        "You are tired.",
        "Its effect is not fully understood.",
        "The blood is red.",
        "Cells have spread.",
        "It is in need of care.",
    ],
)
def test_active_voice_and_states_are_left_alone(text: str) -> None:
    assert wordlists.passives(text) == []


def test_an_abbreviation_without_its_name_is_found_once() -> None:
    text = "A CT scan helps. A second CT scan helps more."
    assert found(wordlists.unexpanded, text) == ["CT"]


def test_an_abbreviation_that_the_text_spells_out_is_fine() -> None:
    assert found(wordlists.unexpanded, "A CT (computed tomography) scan.") == []


def test_a_word_that_holds_an_abbreviation_is_not_one() -> None:
    assert found(wordlists.unexpanded, "Your pet sees a CTC.") == []


@settings(deadline=None)  # the first text pays for compiling the patterns
@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for find in FINDERS:
        assert isinstance(find(text), list)
