"""Test that raw data is read along the definitions of its blocks, whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from education.content.blocks import BodyBlock, CareBlock, QuestionsBlock, References
from education.content.blocks.base import find_values, read, standard_body, walk
from education.content.headings import get_headings
from education.search.documents import stream_lines
from education.standard.extract import Position
from tests import bodies
from tests.effort import examples

NAMES = sorted(BodyBlock().child_blocks)
ANYTHING = st.recursive(
    st.text(max_size=5) | st.integers() | st.none() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["heading", "content", "items", "value", "rows"]), inner)
        | st.fixed_dictionaries({"type": st.sampled_from(NAMES), "value": inner})
    ),
    max_leaves=8,
)


def read_all(raw: Any) -> None:
    stream = bodies.stream(raw)
    assert isinstance(References.of(stream), References)
    assert isinstance([*standard_body(stream)(Position())], list)
    assert isinstance([*stream_lines(stream)], list)
    assert isinstance(get_headings(stream), list)


@settings(max_examples=examples(60), deadline=None)
# Wagtail itself marks an item of a stream that it has read already by None.
@given(st.lists(ANYTHING.filter(lambda one: one is not None), max_size=4))
def test_whatever_a_draft_holds_can_be_read(raw: list[Any]) -> None:
    read_all(raw)


@pytest.mark.parametrize("value", [None, "", 3, [], {}, [None], {"heading": 3, "content": 4}])
@pytest.mark.parametrize("kind", NAMES)
def test_a_broken_block_has_no_text(kind: str, value: Any) -> None:
    read_all([{"type": kind, "value": value}])


def test_an_unknown_block_is_passed_over() -> None:
    assert read(bodies.stream([{"type": "gone", "value": "x"}, "x"])) == []


def test_blocks_are_found_by_their_class_in_the_order_of_a_reader() -> None:
    streams = [
        bodies.stream([bodies.questions("One?"), bodies.section("A", bodies.text("x"))]),
        bodies.stream([bodies.questions("Two?", "Three?")]),
    ]
    found = find_values(QuestionsBlock, streams)
    assert [one["items"] for one in found] == [["One?"], ["Two?", "Three?"]]
    assert find_values(CareBlock, streams) == []


def test_everything_inside_a_block_is_met_in_its_order() -> None:
    section = bodies.section("A", bodies.note("B", "c"), bodies.questions("D?"))
    names = [one.name for one in walk(read(bodies.stream([section])))]
    assert names == ["section", "heading", "short", "content", "note", "heading", "text"]
