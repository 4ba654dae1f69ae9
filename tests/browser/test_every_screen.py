"""The addresses of readers, in a real browser: on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.addresses import PARTS, part_of, readable
from tests.browser.looking import Sighting
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Seen = Callable[[str], list[Sighting]]
each_part = pytest.mark.parametrize("part", PARTS)


def test_the_parts_hold_every_address(portal: Portal) -> None:
    assert {part_of(address) for address in readable(portal)} == set(PARTS)


@each_part
def test_axe_finds_no_barrier(seen: Seen, part: str) -> None:
    assert {one.address: one.barriers for one in seen(part) if one.barriers} == {}


@each_part
def test_nothing_scrolls_sideways_on_the_narrowest_screen(seen: Seen, part: str) -> None:
    assert {one.address: one.sideways for one in seen(part) if one.sideways} == {}


@each_part
def test_every_control_outside_running_text_is_easy_to_hit(seen: Seen, part: str) -> None:
    assert {one.address: one.small for one in seen(part) if one.small} == {}


@each_part
def test_the_console_stays_silent(seen: Seen, part: str) -> None:
    # The browser itself reports an answer of 404.
    loud = {one.address: one.complaints for one in seen(part) if one.complaints}
    if part == "nowhere":
        assert all("404" in words for complaints in loud.values() for words in complaints)
    else:
        assert loud == {}


@each_part
def test_nothing_is_asked_of_anybody_else(seen: Seen, part: str) -> None:
    assert {one.address: one.strangers for one in seen(part) if one.strangers} == {}


@each_part
def test_no_reader_gets_a_cookie(seen: Seen, part: str) -> None:
    assert {one.address: one.cookies for one in seen(part) if one.cookies} == {}
