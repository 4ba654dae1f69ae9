from __future__ import annotations

import pytest

from tests.seeding.seeds import Seed


def text(seed: Seed, words: str, **front: str) -> str:
    block = seed.block(words, **front)
    assert block["type"] == "text"
    return block["value"]


def test_bold_and_italic_become_b_and_i(seed: Seed) -> None:
    assert text(seed, "So **bold** and *fine*.") == "<p>So <b>bold</b> and <i>fine</i>.</p>"


def test_marks_inside_bold_words_are_read(seed: Seed) -> None:
    assert text(seed, "**The [[tumor|tumor]].**") == "<p><b>The [[tumor|tumor]].</b></p>"


def test_a_term_keeps_its_mark(seed: Seed) -> None:
    assert text(seed, "A [[tumor|growth]].") == "<p>A [[tumor|growth]].</p>"


def test_a_citation_keeps_its_mark(seed: Seed) -> None:
    assert text(seed, "It spreads. [S1] [S2]", sources="[S1, S2]") == "<p>It spreads. [S1] [S2]</p>"


def test_a_token_is_written_in_one_way(seed: Seed) -> None:
    assert text(seed, "Call {{emergency_number }}.") == "<p>Call {{ emergency_number }}.</p>"


def test_a_link_to_a_page_names_its_slug(seed: Seed) -> None:
    assert text(seed, "See [home](page:home).") == '<p>See <a href="page:home">home</a>.</p>'


def test_a_link_to_a_question_names_its_slug(seed: Seed) -> None:
    seed.write_question("Spread.\n\n---\n\nMore.")
    assert text(seed, "See [it](faq:what).") == '<p>See <a href="faq:what">it</a>.</p>'


def test_a_link_to_the_web_keeps_its_address(seed: Seed) -> None:
    words = "See [it](https://example.org/a?b=1&c=2)."
    assert '<a href="https://example.org/a?b=1&amp;c=2">it</a>' in text(seed, words)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a < b > c", "a &lt; b &gt; c"),
        ("salt & water", "salt &amp; water"),
        ('the "seed"', "the &quot;seed&quot;"),
        ("don't", "don&#x27;t"),
        ("a <script>x</script>", "a &lt;script&gt;x&lt;/script&gt;"),
    ],
)
def test_what_means_something_to_a_browser_is_escaped(seed: Seed, typed: str, written: str) -> None:
    assert text(seed, typed) == f"<p>{written}</p>"


def test_the_lines_of_a_paragraph_are_joined(seed: Seed) -> None:
    assert text(seed, "One\ntwo.") == "<p>One two.</p>"


def test_paragraphs_and_points_make_one_text(seed: Seed) -> None:
    body = "One.\n\n- two\n- three\n\nFour."
    assert text(seed, body) == "<p>One.</p><ul><li>two</li><li>three</li></ul><p>Four.</p>"


def test_a_numbered_list_is_a_block_of_steps(seed: Seed) -> None:
    before, steps, after = seed.blocks("One.\n\n1. two\n2. three\n\nFour.")
    assert (before["type"], after["type"]) == ("text", "text")
    assert steps == {"type": "steps", "value": "<ol><li>two</li><li>three</li></ol>"}
