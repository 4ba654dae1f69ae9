from __future__ import annotations

from education.standard.facts import Fact, unhedged

FACTS = {
    "stress": Fact("stress", ("S5",), "faq", "hedge", "Stress may help cancer to spread."),
    "routes": Fact("routes", ("S2",), "faq", "plain", "Cells travel in the blood."),
}


def test_a_hedged_fact_without_a_hedge_is_found() -> None:
    stated = [("stress", "Stress makes cancer spread."), ("routes", "Cells travel.")]
    assert unhedged(stated, FACTS) == [("stress", "Stress makes cancer spread.")]


def test_a_hedged_fact_with_a_hedge_is_fine() -> None:
    assert unhedged([("stress", "Stress may help cancer to spread.")], FACTS) == []
