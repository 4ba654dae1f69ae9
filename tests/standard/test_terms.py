from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from education.standard.terms import forms, pattern


def test_a_term_is_known_as_one_and_as_many() -> None:
    assert forms("Biopsy") == {"biopsy", "biopsies"}
    assert forms("Metastasis") == {"metastasis", "metastases"}
    assert forms("CT scan") == {"ct scan", "ct scans"}


def test_an_abbreviation_in_brackets_is_a_form_too() -> None:
    assert "ctdna" in forms("Circulating tumor DNA (ctDNA)")


def test_a_remark_in_brackets_is_no_form() -> None:
    assert forms("Stress response (neuroendocrine)") == {"stress response", "stress responses"}


def test_the_longest_term_is_found_first() -> None:
    found = pattern(["Biopsy", "Liquid biopsy"]).findall("A liquid biopsy is not a biopsy.")
    assert found == ["liquid biopsy", "biopsy"]


def test_part_of_a_word_is_no_term() -> None:
    assert not pattern(["Oral"]).search("Many moral questions")


def test_without_terms_nothing_is_found() -> None:
    assert not pattern([]).search("anything")


@given(st.lists(st.text()), st.text())
def test_any_term_can_be_looked_for_in_any_text(terms: list[str], text: str) -> None:
    assert isinstance(pattern(terms).findall(text), list)
