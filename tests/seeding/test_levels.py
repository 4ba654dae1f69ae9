"""Signs of one urgency in a document of the seed."""

from __future__ import annotations

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


def test_the_signs_of_a_level_may_state_facts(seed: Seed) -> None:
    body = "## I am ill\n\n:::level now Call\n- ((breath)) one [S1]\n\ntwo\n:::\n<!-- facts: a -->"
    seed.write_article(body.replace("facts: a", "facts: routes"), facts="[routes]")
    (statement,) = seed.page().statements
    assert (statement.text, statement.citations) == ("one\ntwo", ("S1",))


def test_a_section_may_have_a_short_name(seed: Seed) -> None:
    value = seed.block("## I am bleeding | Bleeding\n\nOne.")["value"]
    assert (value["heading"], value["short"]) == ("I am bleeding", "Bleeding")
