"""Test the page “When to call”, in a browser: the bar on a phone, and the sheet on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.booklet.printed import pages

pytestmark = pytest.mark.browser

ADDRESS = "/understanding/when-to-call/"


def test_the_finder_is_open_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(ADDRESS)
    expect(page.locator(".sign-finder li a").first).to_be_visible()


def test_no_sign_is_wider_than_a_narrow_phone(page: Page) -> None:
    for width, letters in ((320, "100%"), (360, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(ADDRESS)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", letters)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_three_edges_differ_without_color(page: Page) -> None:
    page.goto(ADDRESS)
    edges = {
        page.locator(f".level-{name}").first.evaluate(
            "one => getComputedStyle(one).borderInlineStartStyle"
        )
        for name in ("now", "soon", "later")
    }
    assert edges == {"solid", "double", "dotted"}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_prints_on_one_side(page: Page, tmp_path: Path, paper: str) -> None:
    page.goto("/sheet/")
    page.pdf(path=str(tmp_path / "sheet.pdf"), format=paper)
    assert pages((tmp_path / "sheet.pdf").read_bytes()) == 1


def test_only_the_sheet_is_printed(page: Page) -> None:
    page.goto("/sheet/")
    page.emulate_media(media="print")
    expect(page.locator(".sheet")).to_be_visible()
    for other in page.locator(".site-header, .help-bar, .page-header, .site-footer, .skip").all():
        expect(other).to_be_hidden()
