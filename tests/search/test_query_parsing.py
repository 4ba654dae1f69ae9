"""Test what a query is understood to ask for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from education.search import tokenizer
from education.search.models import SynonymGroup
from education.search.query_parsing import MOST_KEYS, Query, parse_query
from education.search.synonyms import Synonyms
from education.search.vocabulary import Vocabulary

GROUPS = {
    "chemotherapy": "chemo\nkemo\nchemo drugs",
    "minimally invasive surgery": "keyhole surgery\nkeyhole\nlaparoscopy",
    "outlook": "life expectancy\nwill I die",
    "resection": "cut out\nexcision",
}
GUIDE = "chemotherapy side effects surgery immunotherapy outlook bones spread liquid biopsy what"


def query(text: str) -> Query:
    groups = [SynonymGroup(preferred=name, words=other) for name, other in GROUPS.items()]
    synonyms = Synonyms(groups)
    lexicon = Vocabulary(GUIDE.split(), synonyms, GUIDE.split)
    return parse_query(tokenizer.tokens(text), synonyms, lexicon)


def stems(text: str) -> tuple[str, ...]:
    return tuple(tokenizer.stems(text))


def ways(text: str) -> list[tuple[str, ...]]:
    return [one.keys for concept in query(text).concepts for one in concept.wordings]


def test_small_words_are_no_concepts() -> None:
    assert len(query("what are the side effects of it").concepts) == 2


def test_a_synonym_is_another_way_to_say_it() -> None:
    assert stems("chemotherapy") in ways("chemo")


def test_the_readers_own_word_comes_first() -> None:
    best = max(query("chemo").concepts[0].wordings, key=lambda one: one.factor)
    assert best.keys == stems("chemo")


def test_a_phrase_is_one_concept() -> None:
    assert [concept.size for concept in query("keyhole surgery").concepts] == [2]


def test_a_phrase_is_found_inside_a_question() -> None:
    assert stems("outlook") in ways("what is my life expectancy now")


def test_a_phrase_may_hold_small_words() -> None:
    assert stems("outlook") in ways("will I die")


def test_a_phrase_that_is_nothing_without_its_small_words_is_not_looked_for() -> None:
    assert stems("cut") not in ways("cut out")
    assert stems("resection") in ways("cut out")


def test_a_word_finds_what_the_guide_calls_it_and_not_all_that_is_called_so() -> None:
    assert stems("resection") in ways("excision")
    assert stems("excision") not in ways("cut out")


def test_a_synonym_of_several_words_must_stand_side_by_side() -> None:
    one, two, three = stems("minimally invasive surgery")
    assert (f"{one} {two}", f"{two} {three}") in ways("laparoscopy")


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("imunotherapy", "immunotherapy"),
        ("chemo side efects", "effects"),
        ("sideeffects", "side effects"),
        ("liquid biospy", "biopsy"),
    ],
)
def test_a_misspelling_is_mended(typed: str, corrected: str) -> None:
    assert corrected in [one.correction for one in query(typed).words]


def test_a_misspelled_small_word_stays_small() -> None:
    assert query("waht surgery").content == stems("surgery")


def test_words_that_the_guide_or_its_synonyms_know_are_not_mended() -> None:
    assert not any(one.correction for one in query("kemo laparoscopy bone").words)


def test_a_word_written_apart_is_joined() -> None:
    assert stems("immunotherapy") in ways("immuno therapy")


def test_halves_that_mean_nothing_are_joined_before_they_are_mended() -> None:
    understood = query("immuno therapi")
    assert understood.content == stems("immunotherapy")
    assert not any(one.correction for one in understood.words)


def test_a_joined_word_has_its_synonyms_too() -> None:
    assert ways("laparo scopy") == ways("laparoscopy")


def test_a_number_is_left_as_it_is() -> None:
    assert query("stage 4").content == ("stage", "4")


def test_somebody_who_asks_for_a_meaning_wants_a_definition() -> None:
    assert query("what does spread mean?").asks_meaning
    assert not query("spread to the bones").asks_meaning


@given(st.text(max_size=200))
def test_any_text_is_understood_within_bounds(text: str) -> None:
    understood = query(text)
    assert len(understood.keys) <= MOST_KEYS
    assert all(concept.wordings and concept.size for concept in understood.concepts)
