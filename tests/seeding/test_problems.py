"""Each problem of the seed is told with its file and line, and nothing is loaded."""

from __future__ import annotations

import pytest

from tests.seeding.seeds import ARTICLE, FILES, SURGERY, Seed, with_surgery

WHY = "documents/understanding/why.md"  # its body begins on line 11
WHAT = "documents/faq/what.md"
SURGERY_FILE = "documents/treatments/surgery.md"  # its body begins on line 14
BENEFITS = "## What are the possible benefits?\n\nThree.\n\n"


def places(seed: Seed) -> set[str]:
    """File and line of each problem."""
    return {problem.split(": ")[0].removeprefix("fixtures/") for problem in seed.problems()}


def test_all_problems_are_told_at_once(seed: Seed) -> None:
    seed.write_article("One. [S9]", topics="[odd]")
    seed.change("documents/home.md", "summary: This", "sumary: This")
    home = "documents/home.md"
    assert places(seed) == {f"{home}:2", f"{home}:4", f"{WHY}:7", f"{WHY}:11"}


def test_a_code_that_is_none(seed: Seed) -> None:
    seed.write_article("One.", codes="[C79.51, bones]")
    (problem,) = seed.problems()
    assert problem.removeprefix("fixtures/").startswith(f"{WHY}:")
    assert '"codes" has "bones"' in problem


# Texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line"),
    {
        "a * b": 11,
        "One.\n\na **b": 13,
        "[words]": 11,
        "[words](": 11,
        "[[tumor]]": 11,
        "[[tumor|]]": 11,
        "[[odd|words]]": 11,
        "a `b`": 11,
        "{{ no": 11,
        "a <!-- b": 11,
        "One. [S9]": 11,
        "One. [S2]": 11,  # the front matter does not list it
        "{{ phone }}": 11,
        "[x](page:odd)": 11,
        "[x](page:why#odd)": 11,
        "[x](faq:odd)": 11,
        "[x](http://example.org)": 11,
        "[x](javascript:alert)": 11,
        '[x](page:home "title")': 11,
        "One\0.": 11,
    }.items(),
)
def test_a_mark_that_is_none(seed: Seed, body: str, line: int) -> None:
    seed.write_article(body)
    assert places(seed) == {f"{WHY}:{line}"}


@pytest.mark.parametrize(
    ("body", "line"),
    {
        "* item": 11,
        "1) item": 11,
        "1. one\n3. two": 12,
        "- a\n  - b": 11,
        "- one\nand more": 11,
        "-": 11,
        "One.\n\n> quoted": 13,
        "| a | b |\n|---|---|\n| c | d |": 11,
        "```\ncode\n```": 11,
        "![words](picture.png)": 11,
        "<div>\nx\n</div>": 11,
        "Title\n=====": 12,
        "One.\n\n---\n\nTwo.": 13,
        "# One\n\nOne.": 11,
        "#### Four\n\nOne.": 11,
        "##Two": 11,
        "##\n\nOne.": 11,
        "### Why?\n\nOne.": 11,
        "## Why?\n\nOne.\n\n:::questions\n- Two?\n:::\n\n### Three?\n\nFour.": 19,
        "## One [S1]\n\nTwo.": 11,
        "One.\n\n## And then?": 13,
        "## Why?\n\nOne.\n\n## Why?\n\nTwo.": 15,
        "## In short\n\nOne.": 11,
        "## In short\n\n## Why?\n\nOne.": 11,
        "## In short\n\n- One.\n\n## In short\n\n- Two.": 17,
        "One.\n<!-- note: x -->": 12,
        "One.\n<!-- editor: x": 12,
        "One.\n<!-- facts: -->": 12,
    }.items(),
)
def test_markdown_that_is_not_taken(seed: Seed, body: str, line: int) -> None:
    seed.write_article(body)
    assert f"{WHY}:{line}" in places(seed)


@pytest.mark.parametrize(
    ("body", "line"),
    {
        ":::box Well\nOne.\n:::": 11,
        "One.\n\n:::note Well\nTwo.\n": 13,
        ":::note Well\nOne.\n\n:::do\n- Ask.\n:::": 11,
        "One.\n\n:::": 13,
        "::: Well\nOne.\n:::": 11,
        ":::note\nOne.\n:::": 11,
        ":::note **Well**\nOne.\n:::": 11,
        ":::do this\n- Ask.\n:::": 11,
        ":::note Well\n:::": 11,
        ":::note Well\nOne.\n## Two\n:::": 13,
        ":::note Well\n1. one\n:::": 12,
        ":::do\nOne.\n\n- Ask.\n:::": 11,
        ":::level soonish Call\n- one\n:::": 11,
        ":::level now\n- one\n:::": 11,
        ":::level now Call {{ phone }}\n- one\n:::": 11,
        ":::level now Call\n- ((unicorn)) one\n:::": 12,
        ":::gap\nMuch.\n:::": 12,
        ':::gap\nYou could ask: "Why?"\n:::': 12,
        ":::care\n- urgent: Call.\n- emergency: Run.\n:::": 11,
        ":::questions\n- Why? [S1]\n:::": 12,
        ":::questions\n- Why?\n:::\n\n:::questions\n- How?\n:::": 15,
        ":::table Ways\n| Way | Where |\n|---|---|\n| Blood |\n:::": 14,
        ":::table Ways\n| Way | Where |\n|---|---|\n| Blood | All over\n:::": 14,
        ":::table Ways\n| Way | Where |\n|---|---|\n:::": 11,
        ":::figure odd.svg\nCaption: One.\nIn words: Two.\n:::": 11,
        ":::figure journey.svg\nCaption: One.\n:::": 11,
        ":::related\n- Home\n:::": 12,
        ":::faq\n- [Home](page:home)\n:::": 12,
        ":::link-cards Begin\n- [Home](page:home)\n:::": 12,
        ":::steps-of-spread\n- One.\n:::": 12,
        ":::reveal Hard.\nOne.\n## Two\n:::": 13,
        ":::reveal Hard.\n:::": 11,
    }.items(),
)
def test_a_directive_that_is_none(seed: Seed, body: str, line: int) -> None:
    seed.write_article(body)
    assert f"{WHY}:{line}" in places(seed)


@pytest.mark.parametrize(
    ("body", "facts", "lines"),
    [
        ("One.\n<!-- facts: odd -->", "[odd]", {8, 12}),
        ("One.\n\n## Why?\n<!-- facts: routes -->\n\nTwo.", "[routes]", {8, 14}),
        ("One.", "[routes]", {8}),  # listed and not stated
        ("One.\n<!-- facts: routes -->", "[]", {11}),  # stated and not listed
    ],
)
def test_facts_that_do_not_hold(seed: Seed, body: str, facts: str, lines: set[int]) -> None:
    seed.write_article(body, facts=facts)
    assert places(seed) == {f"{WHY}:{line}" for line in lines}


# Front matter -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("subtitle", "unknown", 10),
        ("kind", "essay", 2),
        *(("title", value, 3) for value in ("[a, b]", "{a: b}", '""', "", r'"Why\0"', "Why: so")),
        *(("order", value, 4) for value in ("first", "0", "-1", "1.5")),
        ("summary", "It spreads. [S1]", 5),
        *(("topics", value, 7) for value in ("newly-told", "[[a]]", "[odd]")),
        ("topics", "[newly-told, newly-told]", 7),
        ("sources", "[S9]", 9),
        ("related", "[odd]", 10),
    ],
)
def test_a_value_that_is_none(seed: Seed, key: str, value: str, line: int) -> None:
    seed.write_article("One.", **{key: value})
    assert places(seed) == {f"{WHY}:{line}"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: Why does cancer spread?\n", "", 2),
        ("order: 1\n", "order: 1\norder: 2\n", 5),
    ],
)
def test_a_key_that_is_missing_or_stands_twice(seed: Seed, old: str, new: str, line: int) -> None:
    seed.write_article("One.")
    seed.change(WHY, old, new)
    assert places(seed) == {f"{WHY}:{line}"}


@pytest.mark.parametrize(
    "text",
    ["One.", ARTICLE.removesuffix("---\n"), "---\n- kind\n---\nOne.", "---\n---\nOne.", ""],
)
def test_a_document_without_front_matter(seed: Seed, text: str) -> None:
    seed.write(WHY, text)
    assert len(places(seed) & {f"{WHY}:1", f"{WHY}:2"}) == 1


def test_a_document_without_text(seed: Seed) -> None:
    seed.write_article("")
    assert places(seed) == {f"{WHY}:11"}


def test_related_pages_in_two_places(seed: Seed) -> None:
    seed.write_article(":::related\n- [Home](page:home)\n:::", related="[home]")
    assert places(seed) == {f"{WHY}:10"}


def test_a_question_of_no_category(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.", category="spred")
    assert places(seed) == {f"{WHAT}:4"}


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("One.\n\nTwo.", 11),
        ("One.\n\n---\n", 13),
        ("---\n\nTwo.", 11),
        ("- One.\n\n---\n\nTwo.", 11),
        (":::do\n- Ask.\n:::\n\n---\n\nTwo.", 11),
        ("## Why?\n\nOne.\n\n---\n\nTwo.", 11),
    ],
)
def test_an_answer_that_lacks_a_part(seed: Seed, body: str, line: int) -> None:
    seed.write_question(body)
    assert places(seed) == {f"{WHAT}:{line}"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (SURGERY.replace("one-place", "everywhere"), 5),
        (SURGERY.replace(BENEFITS, ""), 14),
        (
            SURGERY.replace(BENEFITS, "").replace("## What if I", f"{BENEFITS}## What if I"),
            26,
        ),
        (SURGERY.replace("Three.\n", "Three.\n\n## More?\n\nYes.\n"), 26),
    ],
)
def test_a_treatment_without_its_six_parts_in_order(seed: Seed, text: str, line: int) -> None:
    with_surgery(seed).write(SURGERY_FILE, text)
    assert places(seed) == {f"{SURGERY_FILE}:{line}"}


# Files and the tree -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("documents/understanding/why.txt", "One.", 1),
        ("documents/understanding/Why_now.md", ARTICLE + "One.", 1),
        ("documents/understanding/faq.md", ARTICLE + "One.", 1),  # the slug of another page
        ("documents/understanding/zoo.md", ARTICLE + "One.", 4),  # the place of another page
        ("documents/research/zoo.md", ARTICLE + "One.", 1),  # no page above it
        ("documents/faq/zoo.md", ARTICLE + "One.", 2),  # another kind of page above it
        ("images/idle.svg", "<svg/>", 1),
    ],
)
def test_a_file_that_has_no_place(seed: Seed, path: str, text: str, line: int) -> None:
    seed.write_article("One.")
    seed.write(path, text)
    assert f"{path}:{line}" in places(seed)


def test_a_file_that_is_not_utf_8(seed: Seed) -> None:
    seed.write_article("One.\nTwo: ")
    file = seed.root / WHY
    file.write_bytes(file.read_bytes() + "é".encode("latin-1"))
    assert places(seed) == {f"{WHY}:12"}


def test_a_question_may_have_the_slug_of_a_page(seed: Seed) -> None:
    seed.write_article("One.")
    seed.write_question("One.\n\n---\n\nTwo.")
    (seed.root / WHAT).rename(seed.root / "documents/faq/why.md")
    assert seed.question().slug == seed.page().slug


def test_a_step_that_is_taken(seed: Seed) -> None:
    seed.change("documents/understanding/index.md", "article_index", "step_index")
    step = ARTICLE.replace("kind: article", "kind: step").replace("order", "step") + "One."
    seed.write(WHY, step)
    seed.write("documents/understanding/zoo.md", step)
    assert places(seed) == {"documents/understanding/zoo.md:4"}


def test_a_place_among_the_questions_of_a_category_that_is_taken(seed: Seed) -> None:
    seed.write_question("One.\n\n---\n\nTwo.")
    seed.write("documents/faq/zoo.md", (seed.root / WHAT).read_text())
    assert places(seed) == {"documents/faq/zoo.md:5"}


def test_a_second_index_of_a_kind(seed: Seed) -> None:
    index = (seed.root / "documents/understanding/index.md").read_text()
    seed.write("documents/zoo/index.md", index.replace("order: 1", "order: 3"))
    assert places(seed) == {"documents/zoo/index.md:2"}


def test_a_seed_without_home(seed: Seed) -> None:
    (seed.root / "documents/home.md").unlink()
    assert "documents/home.md:1" in places(seed)


def test_a_home_of_another_kind(seed: Seed) -> None:
    seed.change("documents/home.md", "kind: home", "kind: about")
    assert "documents/home.md:2" in places(seed)


# Vocabulary ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".yaml")])
def test_a_file_that_is_missing(seed: Seed, path: str) -> None:
    (seed.root / path).unlink()
    assert f"{path}:1" in places(seed)


def test_nothing_is_called_unknown_when_its_file_cannot_be_read(seed: Seed) -> None:
    seed.write("topics.yaml", "topics: [")
    assert places(seed) == {"topics.yaml:1"}


@pytest.mark.parametrize(
    ("text", "line"),
    {"groups: []\nother: []\n": 2, "groups: none\n": 1, "groups:\n  - tumor\n": 1}.items(),
)
def test_a_file_of_another_form(seed: Seed, text: str, line: int) -> None:
    seed.write("synonyms.yaml", text)
    assert places(seed) == {f"synonyms.yaml:{line}"}


WORDS = 'words: ["fever"]'


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("synonyms.yaml", "confirm:", "confrm:", 4),
        ("synonyms.yaml", "confirm:", "guess: maybe\n    confirm:", 4),
        ("glossary.yaml", '    plain_word: "a growth of cells"\n', "", 2),
        ("glossary.yaml", "see_also: []", "see_also: [odd]", 8),
        ("glossary.yaml", "topics: [newly-told]", "topics: [odd]", 9),
        ("glossary.yaml", "sources: [S1]", "sources: [odd]", 10),
        ("faq-categories.yaml", "slug: treatment", "slug: Treat_ment", 3),
        ("faq-categories.yaml", "slug: treatment", "slug: spread", 3),
        ("sources.yaml", "date_seen: 2026-11-21\n", "date_seen: 2026-13-21\n", 6),
        ("images/pictures.yaml", "words:", "word:", 2),
        ("alarms.yaml", "results: after", "results: later", 3),
        ("alarms.yaml", "first_call: emergency", "first_call: nobody", 4),
        ("alarms.yaml", "Call now", "[Call](page:home)", 5),
        ("alarms.yaml", "emergency_number", "number", 6),
        ("alarms.yaml", WORDS, "words: []", 7),
        ("alarms.yaml", WORDS, 'together: ["fever"]', 7),
        ("alarms.yaml", WORDS, 'words: ["leg (numb/weak"]', 7),
        ("alarms.yaml", WORDS, 'together: ["leg + (numb/weak"]', 7),
        ("alarms.yaml", WORDS, 'numbers: ["38"]\n    near: [temp]', 7),
        ("alarms.yaml", WORDS, 'numbers: ["38 to 43"]', 2),
        ("alarms.yaml", WORDS, f'{WORDS}\n    links: ["home"]', 8),
        ("alarms.yaml", WORDS, f'{WORDS}\n    links: ["faq:nothing"]', 8),
    ],
)
def test_a_record_that_is_none(seed: Seed, path: str, old: str, new: str, line: int) -> None:
    seed.change(path, old, new)
    assert places(seed) == {f"{path}:{line}"}


def test_a_picture_without_its_drawing(seed: Seed) -> None:
    seed.change("images/pictures.yaml", "svg: journey.svg", "svg: jurney.svg")
    assert "images/pictures.yaml:2" in places(seed)
