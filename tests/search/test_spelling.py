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
    meant, is_shown = lexicon.find_meant(tokenizer.tokens(typed)[0])
    return meant if is_shown else ""


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
    assert not lexicon.find_meant(tokenizer.tokens("survivee")[0]).is_shown


def test_the_guide_is_read_only_when_a_word_is_unknown() -> None:
    def never() -> list[str]:
        raise AssertionError

    lexicon = Vocabulary((), Synonyms(GROUPS), never)
    assert lexicon.find_meant(tokenizer.tokens("insurance")[0]).words == ""


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
    found = nearest(typed, known)
    assert found == ([known] if slips == 1 or len(typed) > 8 else [])


def test_a_word_of_three_letters_is_left_alone() -> None:
    assert correction_of("lng") == ""


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("meds", "mets"),
        ("humour", "tumour"),
        ("xray", "pray"),
        ("alot", "clot"),
        ("person", "gerson"),
        ("copd", "cope"),
        ("picc", "pick"),
    ],
)
def test_a_short_word_or_one_with_another_beginning_is_not_near(typed: str, known: str) -> None:
    assert nearest(typed, known) == []


def test_the_likeliest_comes_first() -> None:
    assert nearest("beter", "beer better")[0] == "better"
    assert nearest("righ", "rich right") == ["right"]
    assert nearest("onkologist", "oncologists oncologist")[0] == "oncologist"


@pytest.mark.parametrize(
    ("typed", "guide"),
    [
        ("sory", "sore"),
        ("futher", "father"),
        ("deat", "debt"),
        ("righ", "rich"),
        ("unsupportive", "supportive"),
        ("nonsmoking", "smoking"),
        ("hypocalcemia", "hypercalcemia"),
        ("humour", "tumour"),
        ("summarise", "summaries"),
        ("meds", "mets"),
        ("carbs", "cares"),
        ("ADHD", "add"),
    ],
)
def test_a_word_is_not_mended_into_another_or_its_opposite(typed: str, guide: str) -> None:
    lexicon = Vocabulary((), Synonyms([]), guide.split)
    assert lexicon.find_meant(tokenizer.tokens(typed)[0]).words == ""


def test_an_english_search_is_not_mended_into_spanish() -> None:
    lexicon = Vocabulary((), Synonyms([]), "efecto".split)
    token = tokenizer.tokens("efects")[0]
    assert lexicon.find_meant(token, in_english=True).words == ""


def nearest(typed: str, known: str) -> list[str]:
    likelihood = {"oncologist": 1.0}
    return [
        word
        for _slips, word in near_words.nearest(
            typed, known.split(), lambda word: likelihood.get(word, 0.0)
        )
    ]
