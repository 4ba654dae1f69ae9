"""Words that mean the same to a reader have the same stem; those that do not have two."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from education.search import tokenizer


def same(*forms: str) -> bool:
    return len({tokenizer.stem(tokenizer.plain_word(form)) for form in forms}) == 1


@pytest.mark.parametrize(
    "forms",
    [
        "metastasis metastases metastatic metastasize metastasise metastasized metastasising",
        "tumor tumour tumors tumours Tumor's Tumour’s",
        "diagnosis diagnoses diagnosed diagnose diagnostic",
        "biopsy biopsies",
        "therapy therapies therapeutic",
        "invade invades invasion invasive invading",
        "treat treats treated treatment treatments",
        "die dying death died dead",
        "grow grew grown growth growing",
        "find found finds",
        "choose choice chosen chose",
        "gene genes genetic genomic",
        "cure cured curable incurable curative",
        "lymph lymphatic lymphatics",
        "spread spreads spreading",
        "guilt guilty",
        "oncologist oncology oncologists",
    ],
)
def test_related_forms_have_one_stem(forms: str) -> None:
    assert same(*forms.split())


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("colonisation", "colonization"),
        ("localised", "localized"),
        ("counselling", "counseling"),
        ("signalling", "signaling"),
        ("oestrogen", "estrogen"),
        ("anaemia", "anemia"),
        ("haemorrhage", "hemorrhage"),
        ("centre", "center"),
        ("defence", "defense"),
        ("programme", "program"),
        ("behaviour", "behavior"),
        ("analyse", "analyze"),
    ],
)
def test_british_and_american_spelling_have_one_stem(british: str, american: str) -> None:
    assert same(british, american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colonization", "colon"),
        ("organization", "organ"),
        ("relatives", "related"),
        ("cancerous", "cancer"),
        ("metastasectomy", "metastasis"),
        ("hormone", "harm"),
    ],
)
def test_words_that_only_look_alike_have_two_stems(one: str, other: str) -> None:
    assert not same(one, other)


def test_accents_case_and_wide_letters_make_no_difference() -> None:
    assert same("naive", "naïve", "NAÏVE", "\N{FULLWIDTH LATIN SMALL LETTER N}aive")


def test_contracted_words_are_small_words() -> None:
    assert tokenizer.content("I'm sure it’s what they've said") == [tokenizer.stem("sure")]


def test_a_hyphen_parts_two_words() -> None:
    assert tokenizer.stems("follow-up") == tokenizer.stems("follow up")


def test_a_token_knows_where_it_stands() -> None:
    text = "The “Tumour’s” edge"
    assert [text[one.start : one.end] for one in tokenizer.tokens(text)] == [
        "The",
        "Tumour’s",
        "edge",
    ]


def test_a_query_is_cut_after_the_last_whole_word_of_500_letters() -> None:
    assert tokenizer.cut("word " * 99) == "word " * 99
    assert tokenizer.cut("words " * 1000) == ("words " * 83).strip()
    assert tokenizer.cut("a" * 1000) == "a" * 500


@pytest.mark.parametrize(
    "hidden", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u202e"]
)
def test_letters_that_nobody_sees_make_no_difference(hidden: str) -> None:
    assert tokenizer.clean(f"{hidden}chemo{hidden}therapy{hidden}") == "chemotherapy"
    assert tokenizer.visible(f"chemo{hidden}therapy") == "chemotherapy"


@pytest.mark.parametrize("sign", "'’‘`\u00b4\u2032\u02bc")
def test_any_apostrophe_is_one(sign: str) -> None:
    assert tokenizer.stems(tokenizer.clean(f"can{sign}t breathe")) == tokenizer.stems(
        "can't breathe"
    )


@pytest.mark.parametrize("blank", ["", " ", "\0", "\u200b", "\ud800", "\r\n\t", "\u2028"])
def test_what_shows_nothing_is_an_empty_query(blank: str) -> None:
    assert tokenizer.clean(blank) == ""


@given(st.text(st.characters(), max_size=400))
def test_any_query_can_be_shown_and_stored(text: str) -> None:
    cleaned = tokenizer.clean(text)
    assert cleaned.encode("utf-8") is not None
    assert not any(unicodedata.category(char)[0] == "C" for char in cleaned)
    assert cleaned == cleaned.strip()


@given(st.text(max_size=100))
def test_any_text_has_tokens_in_order(text: str) -> None:
    places = [place for one in tokenizer.tokens(text) for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(one.plain and one.stem for one in tokenizer.tokens(text))
