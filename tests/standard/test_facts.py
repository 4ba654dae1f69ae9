from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from education.standard.facts import Fact, load, unhedged

REGISTER = Path(__file__).parents[2] / "fixtures" / "facts.yaml"
ORIGINALS = {"S1", "S2", "S3", "S4", "S5"}
FACTS = {
    "stress": Fact("stress", ("S5",), "faq", "hedge", "Stress may help cancer to spread."),
    "routes": Fact("routes", ("S2",), "faq", "plain", "Cells travel in the blood."),
}


def test_the_register_holds_every_fact() -> None:
    facts = load(REGISTER)
    first = [fact for fact in facts.values() if {*fact.sources} <= ORIGINALS]
    assert Counter(fact.care for fact in first) == {"plain": 62, "hedge": 13, "gentle": 9}
    assert len(facts) > len(first) + 300


def test_each_fact_has_words_a_page_and_sources() -> None:
    sources = yaml.safe_load(REGISTER.with_name("sources.yaml").read_text("utf-8"))["sources"]
    codes = {source["code"] for source in sources}
    for name, fact in load(REGISTER).items():
        assert fact.id == name
        assert fact.fact
        assert fact.page
        assert set(fact.sources) <= codes
        assert fact.sources


def test_some_facts_ask_the_reviewer_something() -> None:
    facts = load(REGISTER)
    assert facts["incurable"].ask.endswith("readers.")
    assert facts["routes"].ask == ""


def test_a_fact_with_an_unknown_field_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("facts: [{id: a, source: [S1], page: p, care: plain, fact: f, mood: sad}]")
    with pytest.raises(TypeError, match="mood"):
        load(path)


def test_a_hedged_fact_without_a_hedge_is_found() -> None:
    stated = [("stress", "Stress makes cancer spread."), ("routes", "Cells travel.")]
    assert unhedged(stated, FACTS) == [("stress", "Stress makes cancer spread.")]


def test_a_hedged_fact_with_a_hedge_is_fine() -> None:
    assert unhedged([("stress", "Stress may help cancer to spread.")], FACTS) == []
