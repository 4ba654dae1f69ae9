"""An author cites a source and explains a term by the buttons of the rich text editor."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editors import HANDED_OVER, SignIn, edit_page, insert_mark, save

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Where can cancer spread?"


def test_a_source_is_cited_and_a_term_explained_by_button(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    field = page.locator(".Draftail-Editor [contenteditable=true]").first
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Cells can travel")
    insert_mark(page, "Cite a source", "S1", re.compile("^S1:"))
    expect(field).to_have_text("Cells can travel [S1]")
    page.keyboard.type(" to make a metastasis")
    insert_mark(page, "Explain a term", "metastasis", re.compile("^Metastasis"))
    expect(field).to_contain_text("to make a [[metastasis|metastasis]]")
    page.wait_for_function(HANDED_OVER, arg="[[metastasis|metastasis]]")
    save(page)
    expect(page.locator(".Draftail-Editor [contenteditable=true]").first).to_contain_text(
        "Cells can travel [S1] to make a [[metastasis|metastasis]]"
    )
