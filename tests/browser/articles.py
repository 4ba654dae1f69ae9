"""Write a new article in /cms/, as a first draft begins it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.editors import edit_page, write_rich_in

INDEX = "Understanding cancer that spreads"
SUMMARY = "Some cells settle. Most do not."
POINTS = ["Some cells settle in a new place.", "Most of them do not."]
HEADING, TEXT = "How does a cell settle?", "A cell may settle in a new place."
NOT_KNOWN, TO_ASK = (
    "How long this takes differs, so ask your team.",
    "How long will it take for me?",
)
QUESTIONS = ["What does it mean?", "What can I do?", "Who do I call?"]
WORDS = [SUMMARY, *POINTS, HEADING, TEXT, NOT_KNOWN, TO_ASK, *QUESTIONS]


def begin_article(page: Page, title: str) -> None:
    """Opens the form for a new article, and names it."""
    edit_page(page, INDEX)
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Add child page").click()
    page.get_by_role("textbox", name="Title").press_sequentially(title)


def write_article(page: Page) -> None:
    """Writes what the first draft leaves to be written, and chooses a topic."""
    page.get_by_role("textbox", name="Summary").fill(SUMMARY)
    write_rich_in(block(page, "key_points"), *(f"{one} [S1]" for one in POINTS))
    section = block(page, "section")
    section.locator("[name$=-value-heading]").fill(HEADING)
    write_rich_in(section, f"{TEXT} [S1]")
    gap = block(page, "gap")
    write_rich_in(gap, NOT_KNOWN)
    gap.locator("[name$=-value-ask]").fill(TO_ASK)
    asked = block(page, "questions").locator("[name*=-value-items-][name$=-value]")
    for place, words in enumerate(QUESTIONS):
        asked.nth(place).fill(words)
    page.get_by_role("checkbox", name="Surgery", exact=True).check()
    expect(page).to_have_url(re.compile("/edit/"))  # Wagtail has kept it by itself meanwhile.


def block(page: Page, kind: str) -> Locator:
    """The one block of a kind that the body of a page holds."""
    named = page.locator(f"input[name^=body-][name$=-type][value={kind}]")
    return page.locator("[data-contentpath=body] [data-streamfield-child]").filter(has=named)
