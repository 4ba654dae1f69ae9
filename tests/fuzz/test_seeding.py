"""Whatever stands in a file: the seed is read, or SeedError says what is wrong with it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from education.content.markdown.errors import SeedError
from tests.effort import examples
from tests.seeding.seeds import ARTICLE, QUESTION, Seed, write_seed

PIECES = [
    *("\n", "\n\n", " ", "- ", "1. ", "2. ", "## ", "### ", "# ", "In short", "---", "> "),
    *(":::", ":::note", ":::gap", ":::care", ":::table T", ":::figure journey.svg", ":::reveal R"),
    *(
        ":::do",
        ":::link-cards D",
        ":::faq",
        ":::related",
        ":::questions",
        ":::steps-of-spread",
        ":::x",
    ),
    *("| a | b |", "|---|---|", "|", "Caption: ", "In words: ", 'You could ask: "', "routine: "),
    *("<!-- facts: definition -->", "<!-- editor: x -->", "<!--", "-->", "**", "*", "[", "]", "("),
    *("[[tumor|tumor]]", "[S1]", "[x](page:home)", "{{ contact }}", "{{", "}}", "`", "<b>", "&"),
    *("words", "é", "\u2028", "\x0b", "\r"),
]
YAML = [
    *(
        "\n",
        "\n  ",
        " ",
        "- ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "!!int ",
        "!!x ",
        "|",
        ">",
    ),
    *('"', "'", "#", "%YAML 9999", "---", "...", "? ", "<<", '"\\U99999999"', '"\\ud800"', "\t"),
    *("topics", "terms", "slug", "title", "kind", "faq", "article", "2026-99-99", "0x", "~", "é"),
]
texts = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)
yaml = st.text() | st.lists(st.sampled_from(YAML)).map("".join)
many = settings(max_examples=examples(50), deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def one_seed(tmp_path_factory: pytest.TempPathFactory) -> Seed:
    return write_seed(tmp_path_factory.mktemp("any"))


def read(seed: Seed, path: str, content: bytes) -> None:
    file = seed.root / path
    before = file.read_bytes() if file.exists() else None
    file.write_bytes(content)
    try:
        with suppress(SeedError):
            seed.load()
    finally:
        file.unlink() if before is None else file.write_bytes(before)


@many
@given(body=texts)
def test_any_body_of_a_page_is_read_or_refused(one_seed: Seed, body: str) -> None:
    content = (ARTICLE + body).encode("utf-8", "surrogatepass")
    read(one_seed, "documents/understanding/why.md", content)


@many
@given(body=texts)
def test_any_body_of_a_question_is_read_or_refused(one_seed: Seed, body: str) -> None:
    content = (QUESTION + body).encode("utf-8", "surrogatepass")
    read(one_seed, "documents/faq/what.md", content)


@pytest.mark.slow
@many
@given(front=yaml)
@example(front="[" * 2000)
@example(front='title: "\\U99999999"')
@example(front="%YAML 1." + "9" * 5000 + "\n--- {}")
@example(front="kind: article\ntopics: &a [*a]")
def test_any_front_matter_is_read_or_refused(one_seed: Seed, front: str) -> None:
    content = f"---\n{front}\n---\nOne.".encode("utf-8", "surrogatepass")
    read(one_seed, "documents/understanding/why.md", content)


@many
@given(content=yaml)
def test_any_vocabulary_is_read_or_refused(one_seed: Seed, content: str) -> None:
    read(one_seed, "topics.yaml", content.encode("utf-8", "surrogatepass"))


@many
@given(content=st.binary())
def test_any_bytes_are_read_or_refused(one_seed: Seed, content: bytes) -> None:
    read(one_seed, "documents/home.md", content)
