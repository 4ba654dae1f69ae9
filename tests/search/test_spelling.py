"""A misspelled word leads to the one that was meant, and a strange word to none."""

from __future__ import annotations

import pytest

from education.search import near_words, tokenizer
from education.search.models import SynonymGroup
from education.search.synonyms import Synonyms
from education.search.vocabulary import Vocabulary

GUIDE = """
metastasis immunotherapy chemotherapy biopsies tumor lung scan surgery best breast allow cross
stroma person end choose confined calls radiation oncologist
"""
GROUPS = [
    SynonymGroup(preferred="cure", words="incurable\nsurvival", guess=False),
    SynonymGroup(preferred="breast cancer", words="breast\nher2\nmelanoma"),
    SynonymGroup(preferred="side effects", words="side effect"),
    SynonymGroup(preferred="bone pain", words="pain in the bones"),
    SynonymGroup(preferred="stage 4", words="stage four"),
    SynonymGroup(preferred="fever", words="fiebre"),
]

LEFT_ALONE = """
insurance stroke pension translation cheese crisis chills confused insure shaking ned gone yellow
overdose fiebre dolor espalda hueso banana scar lamp zzzz xylophone lumb
"""


def correction_of(typed: str) -> str:
    lexicon = Vocabulary((), Synonyms(GROUPS), GUIDE.split)
    return lexicon.find_correction(tokenizer.tokens(typed)[0])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("metastisis", "metastasis"),
        ("metasteses", "metastasis"),
        ("kemotherapy", "chemotherapy"),
        ("radation", "radiation"),
        ("immunotheropy", "immunotherapy"),
        ("onkologist", "oncologist"),
        ("biopsie", "biopsies"),
        ("imunotherapy", "immunotherapy"),
        ("tumer", "tumor"),
        ("tumro", "tumor"),
        ("sugery", "surgery"),
        ("surgrey", "surgery"),
    ],
)
def test_a_misspelled_word_is_found(typed: str, meant: str) -> None:
    assert correction_of(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("stage4", "stage 4"),
        ("sideeffects", "side effects"),
        ("bonepain", "bone pain"),
        ("painofthebones", "pain of the bones"),
    ],
)
def test_words_run_together_are_parted(typed: str, meant: str) -> None:
    assert correction_of(typed) == meant


@pytest.mark.parametrize("typed", LEFT_ALONE.split())
def test_a_word_that_english_or_spanish_has_or_a_strange_one_is_left_alone(typed: str) -> None:
    assert correction_of(typed) == ""


@pytest.mark.parametrize("typed", ["incureable", "incurible", "survivel"])
def test_a_word_of_outlook_is_never_offered(typed: str) -> None:
    assert correction_of(typed) == ""


def test_a_word_of_outlook_is_not_offered_either_when_the_guide_has_another_form() -> None:
    lexicon = Vocabulary((), Synonyms(GROUPS), ["survive", "survives"].__iter__)
    assert lexicon.find_correction(tokenizer.tokens("survivee")[0]) == ""


def test_the_guide_is_read_only_when_a_word_is_unknown() -> None:
    def never() -> list[str]:
        raise AssertionError

    lexicon = Vocabulary((), Synonyms(GROUPS), never)
    assert lexicon.find_correction(tokenizer.tokens("insurance")[0]) == ""


@pytest.mark.parametrize(
    ("typed", "known", "slips"),
    [
        ("tumr", "tumor", 1),
        ("chemoterapy", "chemotherapy", 1),
        ("kemotherapy", "chemotherapy", 2),
        ("surgerie", "surgery", 2),
    ],
)
def test_one_slip_up_to_eight_letters_and_two_beyond(typed: str, known: str, slips: int) -> None:
    found = near_words.nearest(typed, [known])
    assert found == ([known] if slips == 1 or len(typed) > 8 else [])


def test_a_word_of_three_letters_is_left_alone() -> None:
    assert correction_of("lng") == ""


def test_the_nearest_comes_first_then_the_same_first_letter_then_what_people_search_for() -> None:
    known = ["oncologists", "oncologist", "best", "nest", "breast"]
    assert near_words.nearest("onkologist", known)[0] == "oncologist"
    assert near_words.nearest("brest", known, first={"breast"}) == ["breast", "best"]
    assert near_words.nearest("mest", ["nest", "mesh"]) == ["mesh", "nest"]
