from __future__ import annotations

import pytest

from tests.seeding.seeds import FILES, Seed


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".yaml")])
def test_a_file_that_is_missing(seed: Seed, path: str) -> None:
    (seed.root / path).unlink()
    assert f"fixtures/{path}:1: cannot be read; the seed needs this file" in seed.problems()


def test_nothing_is_called_unknown_when_its_file_cannot_be_read(seed: Seed) -> None:
    seed.write("topics.yaml", "topics: [")
    (problem,) = seed.problems()
    assert problem.startswith("fixtures/topics.yaml:1: is not valid YAML: ")


def test_an_unknown_key_of_a_file(seed: Seed) -> None:
    seed.write("synonyms.yaml", "groups: []\nother: []\n")
    assert seed.problems() == ['fixtures/synonyms.yaml:2: unknown key "other"; allowed: groups']


def test_a_file_without_its_list(seed: Seed) -> None:
    seed.write("synonyms.yaml", "groups: none\n")
    assert seed.problems() == [
        'fixtures/synonyms.yaml:1: "groups" must be a list, each item a mapping of keys and values'
    ]


def test_an_item_that_is_no_mapping(seed: Seed) -> None:
    seed.write("synonyms.yaml", "groups:\n  - tumor\n")
    assert seed.problems() == ["fixtures/synonyms.yaml:2: must be a mapping of keys and values"]


def test_an_unknown_key_of_an_item(seed: Seed) -> None:
    seed.change("synonyms.yaml", "confirm:", "confrm:")
    assert seed.problems() == [
        'fixtures/synonyms.yaml:4: unknown key "confrm"; allowed: preferred, words, guess, confirm'
    ]


def test_a_missing_key_of_an_item(seed: Seed) -> None:
    seed.change("glossary.yaml", '    plain_word: "a growth of cells"\n', "")
    assert seed.problems() == ['fixtures/glossary.yaml:2: the key "plain_word" is missing']


def test_a_slug_that_cannot_be_an_address(seed: Seed) -> None:
    seed.change("faq-categories.yaml", "slug: treatment", "slug: Treat_ment")
    assert seed.problems() == [
        (
            'fixtures/faq-categories.yaml:3: "slug" is "Treat_ment"; '
            "allowed: small letters, digits and single hyphens"
        )
    ]


def test_a_slug_that_stands_twice(seed: Seed) -> None:
    seed.change("faq-categories.yaml", "slug: treatment", "slug: spread")
    assert seed.problems() == [
        'fixtures/faq-categories.yaml:3: "slug" is "spread", as in another one above'
    ]


def test_a_day_that_is_none(seed: Seed) -> None:
    seed.change("sources.yaml", "date_seen: 2026-11-21\n", "date_seen: 2026-13-21\n")
    assert seed.problems() == [
        'fixtures/sources.yaml:6: "date_seen" is "2026-13-21"; allowed: a day as 2026-11-21'
    ]


@pytest.mark.parametrize(
    ("key", "line", "noun", "allowed"),
    [
        ("see_also: []", 8, "word", "tumor"),
        ("topics: [newly-told]", 9, "topic", "newly-told"),
        ("sources: [S1]", 10, "source", "S1, S2"),
    ],
)
def test_a_word_that_refers_to_nothing(
    seed: Seed, key: str, line: int, noun: str, allowed: str
) -> None:
    seed.change("glossary.yaml", key, key.partition("[")[0] + "[odd]")
    assert seed.problems() == [
        f'fixtures/glossary.yaml:{line}: unknown {noun} "odd"; allowed: {allowed}'
    ]


def test_a_picture_without_its_drawing(seed: Seed) -> None:
    seed.change("images/pictures.yaml", "svg: journey.svg", "svg: jurney.svg")
    problem = '"svg" is "jurney.svg", which is no SVG file beside pictures.yaml'
    assert f"fixtures/images/pictures.yaml:2: {problem}" in seed.problems()


def test_a_drawing_of_no_picture(seed: Seed) -> None:
    seed.write("images/idle.svg", "<svg/>")
    problem = "is the drawing of no picture; name it in pictures.yaml"
    assert seed.problems() == [f"fixtures/images/idle.svg:1: {problem}"]
