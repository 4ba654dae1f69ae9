"""Whatever is typed, a search answers."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.factories import Guide, SynonymFactory, TermFactory

NASTY = [
    '"',
    "'",
    "\0",
    "a\0b",
    "%",
    "_",
    "\\",
    "*",
    "()",
    "NOT",
    "AND OR NEAR",
    "col:umn",
    "{{ 7 * 7 }}",
    "<script>alert(1)</script>",
    "'; DROP TABLE search_searchentry; --",
    "=metastasis",
    "a" * 10_000,
    "a " * 5_000,
    "é" * 300,
    "ﷺ" * 300,
    "\u0301" * 300,
    "👩\u200d🔬 tumor",
    "\u202egrub",
    "İstanbul ß ﬁ Ⅳ ½",
    "癌症 转移",
    "سرطان",
    "١٢٣",
    "\ufeff",
]
_UNREADABLE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(scope="module", autouse=True)
def some_content(module_db: None) -> None:
    Guide().article(title="Giraffes and ½ 癌症")
    TermFactory(term="Metastasis", also_known_as="mets")
    SynonymFactory(preferred="metastasis", words="secondaries\n\n ? \n癌症\nwhat is it")


@pytest.mark.parametrize("name", ["q", "kind", "topic", "page"])
def test_a_nasty_value_is_answered(db: None, name: str) -> None:
    for text in NASTY:
        asked = {"q": "metastasis", name: text}
        assert Client().get("/search/", asked).status_code == 200, text


@settings(suppress_health_check=_UNREADABLE, max_examples=examples(150))
@given(st.text(max_size=300), st.text(max_size=8), st.text(max_size=8), st.text(max_size=8))
@example("metastasis", "word", "surgery", "1")
def test_any_text_is_answered(db: None, text: str, kind: str, topic: str, page: str) -> None:
    asked = {
        name: value.encode("utf-8", "surrogatepass")
        for name, value in (("q", text), ("kind", kind), ("topic", topic), ("page", page))
    }
    assert Client().get("/search/", asked).status_code == 200


@settings(suppress_health_check=_UNREADABLE, max_examples=examples(50))
@given(
    st.lists(st.sampled_from(["metastasis", "metastisis", "mets", "is", "it", "½", "癌症", "x"]))
)
def test_any_mix_of_words_is_answered(db: None, mix: list[str]) -> None:
    assert Client().get("/search/", {"q": " ".join(mix)}).status_code == 200


def test_bytes_that_are_no_text_are_answered(db: None) -> None:
    assert Client().get("/search/?q=%ff%fe%ed%a0%80").status_code == 200


def test_a_word_in_any_script_is_found(db: None) -> None:
    assert "Giraffes and ½ 癌症" in Client().get("/search/", {"q": "癌症"}).content.decode()
