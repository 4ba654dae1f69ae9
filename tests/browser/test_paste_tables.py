"""An author pastes a table from Word or a spreadsheet into a table block."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.editors import SignIn, edit_page, save

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# No other test of this folder edits this page: what is pasted stays in its draft.
TITLE = "How is cancer that has spread found?"
FROM_WORD = """<html><body><p>Before</p><table class="MsoTableGrid">
  <tr><td><p>Way</p></td><td><p>How <b>long</b></p></td></tr>
  <tr><td><p>Surgery</p></td><td><p>2 hours</p></td></tr>
  <tr><td><p>Pills</p></td><td><p>Each day</p></td></tr></table></body></html>"""
FROM_A_SPREADSHEET = "by mouth\tat home\nby drip\tin a clinic\n"
_COPY = """([type, text]) => navigator.clipboard.write(
    [new ClipboardItem({[type]: new Blob([text], {type})})])"""


def _paste(page: Page, field: Locator, kind: str, text: str) -> None:
    """Put a text on the clipboard as another program does, and paste it into a field."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    field.click()
    page.evaluate(_COPY, [kind, text])
    page.keyboard.press("Control+V")


def _new_table(page: Page) -> Locator:
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name=re.compile("^Table")).first.click()
    return page.locator(".typed-table-block").first


def test_a_pasted_table_fills_headings_and_cells(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    table = _new_table(page)
    cells = table.locator("tbody [contenteditable=true]")
    _paste(page, table.get_by_label("Caption"), "text/html", FROM_WORD)
    expect(table.locator("input.column-heading")).to_have_count(2)
    expect(table.locator("input.column-heading").last).to_have_value("How long")
    expect(cells).to_have_text(["Surgery", "2 hours", "Pills", "Each day"])
    _paste(page, cells.nth(3), "text/plain", FROM_A_SPREADSHEET)
    expect(table.locator("tbody tr")).to_have_count(3)
    expect(cells.nth(5)).to_contain_text("at home")
    table.get_by_label("Caption").fill("Ways")
    page.wait_for_timeout(1_000)  # The editor of a cell writes into the form a moment later.
    save(page)
    saved = page.locator(".typed-table-block").first.locator("tbody [contenteditable=true]")
    expect(saved.first).to_have_text("Surgery")
    expect(saved.last).to_have_text("in a clinic")


def test_words_are_pasted_into_one_cell(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    table = _new_table(page)
    _paste(page, table.get_by_label("Caption"), "text/html", FROM_WORD)
    cell = table.locator("tbody [contenteditable=true]").first
    _paste(page, cell, "text/plain", "A long ")
    expect(cell).to_contain_text("A long")
    expect(table.locator("tbody tr")).to_have_count(2)
