"""Signs of one urgency in a document of the seed."""

from __future__ import annotations

import pytest

from tests.seeding.seeds import Seed


def test_a_level_has_urgency_heading_and_signs(seed: Seed) -> None:
    block = seed.block(":::level now Call {{ emergency_number }} now\n- ((breath)) one\n:::")
    assert block == {
        "type": "level",
        "value": {
            "urgency": "now",
            "heading": "Call {{ emergency_number }} now",
            "text": "<ul><li>((breath)) one</li></ul>",
            "on_sheet": False,
        },
    }


def test_a_level_may_stand_on_the_sheet(seed: Seed) -> None:
    value = seed.block(":::level soon+sheet Call\n- one\n:::")["value"]
    assert (value["urgency"], value["on_sheet"]) == ("soon", True)


def test_a_level_stays_in_its_section(seed: Seed) -> None:
    (section,) = seed.blocks("## I am ill\n\nOne.\n\n:::level later Call\n- two\n:::\n\nThree.")
    assert [one["type"] for one in section["value"]["content"]] == ["text", "level", "text"]


@pytest.mark.parametrize(
    ("opening", "problem"),
    {
        ":::level soonish Call": ":::level takes now",
        ":::level now": ":::level takes now",
        ":::level": "needs words after its name",
        ":::level now Call {{ phone }}": "unknown token",
        ":::level now Call [S1]": "cannot stand here",
    }.items(),
)
def test_a_level_that_is_not_one_is_a_problem(seed: Seed, opening: str, problem: str) -> None:
    assert any(problem in one for one in seed.complaints(f"{opening}\n- one\n:::"))


def test_a_picture_that_nobody_drew_is_a_problem(seed: Seed) -> None:
    found = seed.complaints(":::level now Call\n- ((unicorn)) one\n:::")
    assert any("((unicorn))" in one for one in found)


def test_the_signs_of_a_level_may_state_facts(seed: Seed) -> None:
    body = "## I am ill\n\n:::level now Call\n- ((breath)) one [S1]\n\ntwo\n:::\n<!-- facts: a -->"
    seed.write_article(body.replace("facts: a", "facts: routes"), facts="[routes]")
    (passage,) = seed.page().passages
    assert (passage.text, passage.citations) == ("one\ntwo", ("S1",))


def test_a_section_may_have_a_short_name(seed: Seed) -> None:
    value = seed.block("## I am bleeding | Bleeding\n\nOne.")["value"]
    assert (value["heading"], value["short"]) == ("I am bleeding", "Bleeding")
