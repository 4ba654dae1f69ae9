"""What is wrong with alarm words, said with file and line."""

from __future__ import annotations

import pytest

from tests.seeding.seeds import Seed

FILE = "fixtures/alarms.yaml"


def test_alarm_words_are_read(seed: Seed) -> None:
    (alarm,) = seed.load().alarms
    assert (alarm.slug, alarm.words) == ("call-now", ("fever",))
    assert alarm.message == "Call {{ emergency_number }} now."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("results: after", "results: later", '3: "results" is "later"; allowed: none, after'),
        (
            "first_call: emergency",
            "first_call: nobody",
            '4: "first_call" is "nobody"; allowed: emergency, care-team, crisis',
        ),
        ('words: ["fever"]', "words: []", '7: "words" must not be empty: nothing finds this group'),
        (
            'words: ["fever"]',
            'word: ["fever"]',
            '2: "words" must not be empty: nothing finds this group',
        ),
        (
            'words: ["fever"]',
            'together: ["fever"]',
            '7: "together" has "fever"; allowed: parts joined by +',
        ),
        (
            'words: ["fever"]',
            'numbers: ["38"]\n    near: [temp]',
            '7: "numbers" has "38"; allowed: two numbers, as 38 to 43',
        ),
        (
            'words: ["fever"]',
            'numbers: ["38 to 43"]',
            '2: "near" and "numbers" must both stand there, or neither',
        ),
        (
            'words: ["fever"]',
            'words: ["fever"]\n    links: ["home"]',
            '8: "links" has "home"; allowed: page:slug, faq:slug',
        ),
        (
            'words: ["fever"]',
            'words: ["fever"]\n    links: ["faq:nothing"]',
            '8: unknown question "nothing"; allowed: none, as there is none yet',
        ),
        (
            "Call now",
            "[Call](page:home)",
            '5: "heading" has "[Call](page:home)": this text takes no marks',
        ),
    ],
)  # fmt: skip
def test_a_problem_is_named(seed: Seed, old: str, new: str, problem: str) -> None:
    seed.change("alarms.yaml", old, new)
    assert f"{FILE}:{problem}" in seed.problems()


def test_a_setting_that_is_none_is_named(seed: Seed) -> None:
    seed.change("alarms.yaml", "emergency_number", "number")
    (problem,) = seed.problems()
    assert problem.startswith(f'{FILE}:6: "message" has "number"; allowed: contact, crisis_number')
