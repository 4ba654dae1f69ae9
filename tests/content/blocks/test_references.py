"""Test what a body refers to, read before anything is rendered."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from education.content.blocks import References
from tests import bodies
from tests.effort import examples

ONE, TWO, THREE = (SimpleNamespace(pk=number, slug=f"word-{number}") for number in (1, 2, 3))


def test_sources_and_words_are_found_in_the_order_of_a_reader() -> None:
    body = [
        bodies.text(f"A {bodies.word(TWO, 'word')}. [S2]"),
        bodies.section("How?", bodies.text("So. [S1] [S2]"), bodies.note("N", "So. [S3]")),
        bodies.table("T", ["A", "B"], ["x", f"{bodies.word(ONE, 'word')} [S4]"]),
    ]
    mentions = References.of(bodies.stream(body))
    assert [*mentions.sources] == ["S2", "S1", "S3", "S4"]
    assert [*mentions.words] == ["word-2", "word-1"]


def test_pages_are_found_in_links_and_in_lists() -> None:
    body = [
        bodies.text(f"See {bodies.link(THREE, 'this')}."),
        bodies.related(ONE),
        bodies.link_cards("Cards", TWO),
    ]
    assert [*References.of(bodies.stream(body)).pages] == [3, 1, 2]


def test_what_blocks_choose_is_found_at_any_depth() -> None:
    body = [
        bodies.section(
            "How?",
            bodies.subsection("Closer", bodies.faq(ONE), bodies.reveal("x", bodies.figure(TWO))),
            bodies.definition(THREE),
        )
    ]
    mentions = References.of(bodies.stream(body))
    assert ([*mentions.questions], [*mentions.pictures], [*mentions.terms]) == ([1], [2], [3])


def test_the_kinds_of_blocks_are_found() -> None:
    body = [bodies.section("How?", bodies.steps("x"), bodies.reveal("x", bodies.do("x")))]
    assert {*References.of(bodies.stream(body)).blocks} >= {"section", "steps", "reveal", "do"}


def test_a_plain_rich_text_is_read_too() -> None:
    mentions = References.of("<p>So. [S1]</p>", bodies.stream([bodies.text("So. [S2]")]))
    assert [*mentions.sources] == ["S1", "S2"]


def test_words_are_counted_without_tags() -> None:
    assert References.of(bodies.stream([bodies.text("One <b>two</b> three.", "Four.")])).length == 4


def test_a_link_to_elsewhere_is_no_page() -> None:
    body = [bodies.text('<a href="https://example.org/">x</a><a linktype="email" id="5">y</a>')]
    assert [*References.of(bodies.stream(body)).pages] == []


@settings(max_examples=examples(30))
@given(st.recursive(st.text() | st.integers() | st.none(), st.lists, max_leaves=5))
def test_anything_can_be_read(value: object) -> None:
    assert isinstance(References.of(bodies.stream([{"type": "text", "value": value}])), References)
