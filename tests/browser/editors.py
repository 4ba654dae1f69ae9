"""Tell what editors do in /cms/, step by step."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FrameLocator, Locator, Page, expect

SignIn = Callable[[str], Page]

SENTENCE = "This sentence came from a test."
# When somebody publishes while Wagtail saves by itself, it refuses its own, older save.
OVERTAKEN = re.compile(r"status of 400 .*/edit/")
# How Wagtail's checker says what there is to mend in a draft, or that a check overlaps the next.
TO_MEND = re.compile(r"axe\.run results|Axe is already running")
_RICH = ".Draftail-Editor [contenteditable=true]"
HANDED_OVER = """sentence => [...document.querySelectorAll('input[type=hidden]')].some(
  field => field.value.includes(sentence))"""
SUPERUSER, PASS_PHRASE = "root", "four plain words together"


def show_password(page: Page, name: str, password: str) -> None:
    """Signs in on the page that asks for it."""
    page.goto("/cms/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile("^[^?]*/cms/$"))  # not "?next=/cms/"


def edit_page(page: Page, title: str) -> None:
    """Opens the editor of a page, found by its title."""
    page.goto(f"/cms/pages/search/?q={title}")
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_load_state("networkidle")


def edit_snippet(page: Page, kind: str, name: str) -> None:
    """Opens the editor of a question, a word or the like, found by its name."""
    page.goto(f"/cms/snippets/{kind}/?q={name}")
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def add_to_plain_text(page: Page, label: str) -> None:
    """Types one more sentence into a field of plain text."""
    field = page.get_by_role("textbox", name=re.compile(f"^{label}"))
    field.fill(f"{field.input_value()} {SENTENCE}")


def add_to_rich_text(page: Page, number: int) -> None:
    """Types one more sentence into a field of rich text."""
    page.locator(_RICH).nth(number).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {SENTENCE}")
    # The editor hands what was typed to the form a quarter of a second later.
    page.wait_for_function(HANDED_OVER, arg=SENTENCE)


def write_rich(page: Page, number: int, *lines: str) -> None:
    """Writes a field of rich text anew."""
    _write(page, page.locator(_RICH).nth(number), *lines)


def write_rich_in(block: Locator, *lines: str) -> None:
    """Writes the one field of rich text of a block anew."""
    _write(block.page, block.locator(_RICH), *lines)


def _write(page: Page, field: Locator, *lines: str) -> None:
    field.click()
    page.keyboard.press("Control+A")
    for place, line in enumerate(lines):
        if place:
            page.keyboard.press("Enter")
        page.keyboard.type(line)


def insert_mark(page: Page, button: str, words: str, name: re.Pattern[str]) -> None:
    """Selects the last word, opens the dialog of a mark, searches and chooses by the keyboard."""
    page.keyboard.press("Control+Shift+ArrowLeft")  # the toolbar opens on a selection
    page.get_by_role("button", name=button).click()
    dialog = page.get_by_role("dialog", name=button)
    with page.expect_response(lambda answer: answer.url.endswith(f"?q={words}")):
        dialog.get_by_role("searchbox", name="Search").fill(words)
    choice = dialog.get_by_role("button", name=name).first
    expect(choice).to_be_visible()
    choice.press("Enter")
    expect(dialog).to_have_count(0)


def save(page: Page) -> None:
    """Saves what stands in the editor as a draft."""
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()


def review(page: Page) -> str:
    """Opens the review screen from the editor of a page, and says where it is."""
    page.get_by_role("link", name="Go to the clinical review").click()
    expect(page.get_by_role("heading", name="Clinical review")).to_be_visible()
    return page.url


def tick(page: Page) -> Locator:
    """The attestation of the reviewer."""
    return page.get_by_role("checkbox", name="I have read this version")


def sign(page: Page) -> None:
    """Attests and signs."""
    tick(page).check()
    page.get_by_role("button", name="Sign off and publish").click()
    expect(page.locator(".messages .success")).to_contain_text("Signed off")


def publish(page: Page, sign_in: SignIn) -> None:
    """Saves what an author wrote; a reviewing clinician signs it off."""
    save(page)
    reviewer = sign_in("reviewer")
    reviewer.goto(review(page))
    sign(reviewer)


def preview(page: Page) -> FrameLocator:
    """The preview beside the editor, once it is there."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("iframe[title='Preview']").last  # while it loads there are two
