"""A day of an author, a reviewer, an FAQ admin and a site admin: no refusal, no lost word."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.articles import WORDS, begin_article, block, write_article
from tests.browser.documents import category_names
from tests.browser.editors import (
    HANDED_OVER,
    SENTENCE,
    SignIn,
    add_to_rich_text,
    edit_snippet,
    insert_mark,
    sign,
    write_rich,
)
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE, OTHER_QUESTION = "What wakes a sleeping cell?", "How can I live with the worry?"
QUESTION, ADDRESS = "Can I go on keeping parrots?", "/faq/can-i-go-on-keeping-parrots/"
SHORT, ANSWER = (
    "Some people can, so ask your care team.",
    "What is safe may differ from day to day.",
)
ASKED = ["Who do I ask about birds?", "When do I ask about it?", "What do I bring with me?"]
REASON = "Please say what is not known yet."
# With stock Wagtail: Snippets, Questions, Add; the chooser of the category and a choice in it; the
# menu of actions and Submit.
CLICKS_TO_WRITE = 3 + 2 + 2
# With stock Wagtail: the text on the dashboard, the menu of actions, Approve. The attestation asks
# for a tick more.
CLICKS_TO_SIGN = 3 + 1

_COUNT = """addEventListener('click', event => {
  const control = event.target.closest('a, button, summary, input[type=checkbox], [role=tab]');
  if (event.isTrusted && control) tellOfClick(control.ariaLabel || control.innerText || control.id);
}, true)"""
_OFFERED = "links => [...new Set(links.map(one => one.href.split('#')[0]))]"


# Steps --------------------------------------------------------------------------------------------


def count_clicks(page: Page) -> list[str]:
    """Return a list that tells, from the next address on, what somebody clicks on."""
    clicks: list[str] = []

    def note(_source: Any, name: str) -> None:
        clicks.append(name)

    page.context.expose_binding("tellOfClick", note)
    page.context.add_init_script(_COUNT)
    return clicks


def open_by_menu(page: Page, menu: str, name: str) -> None:
    """Goes from the dashboard to a screen by the menu."""
    page.goto("/cms/")
    side = page.get_by_role("navigation").first
    side.get_by_role("button", name=menu, exact=True).click()
    side.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def submit(page: Page) -> None:
    """Hands what stands in the editor to the reviewers."""
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name=re.compile("ubmit to Clinical sign-off")).click()
    expect(page.locator(".messages .success")).to_be_visible()


def to_do(page: Page, words: str) -> Locator:
    """Opens the dashboard, and returns a line of its to-do list."""
    page.goto("/cms/")
    return page.locator(".guide-welcome li").filter(has_text=words)


def open_line(page: Page, words: str) -> None:
    """Opens a text from the to-do list."""
    to_do(page, words).get_by_role("link").click()


def send_back(reviewer: Page, title: str) -> None:
    """Requests changes of a text that waits on the dashboard."""
    open_line(reviewer, f"Waiting for your sign-off: “{title}”")
    reviewer.get_by_role("link", name="Request changes").click()
    reviewer.get_by_role("textbox", name="Reason").fill(REASON)
    reviewer.get_by_role("button", name="Request changes").click()
    expect(reviewer.locator(".messages .success")).to_be_visible()


def edit_what_was_sent_back(author: Page, title: str) -> None:
    """Goes from the dashboard to the editor, and reads the reason on each screen."""
    sent_back = to_do(author, f"Sent back to you: “{title}”")
    expect(sent_back).to_contain_text(REASON)
    expect_no_refusal(author.locator("main"))
    sent_back.get_by_role("link").click()
    expect(author.locator("main")).to_contain_text(REASON)
    author.get_by_role("link", name="Edit", exact=True).click()
    expect(author.locator("main")).to_contain_text(REASON)


def expect_no_refusal(part: Locator) -> None:
    """Follows each link of a part of the screen that stays on the portal."""
    links = part.locator("a[href^='/']")
    expect(links.first).to_be_attached()  # The screen has come.
    offered = links.evaluate_all(_OFFERED)
    assert [one for one in offered if is_refused(part.page, one)] == []


def is_refused(page: Page, address: str) -> bool:
    """Return whether somebody is not let through at an address."""
    answer = page.request.get(address)
    return not answer.ok or "you do not have permission" in answer.text()


# The day ------------------------------------------------------------------------------------------


def test_a_page_is_sent_back_and_signed_without_one_lost_word(sign_in: SignIn) -> None:
    author, reviewer = sign_in("author"), sign_in("reviewer")
    begin_article(author, TITLE)
    write_article(author)
    block(author, "section").locator("[contenteditable=true]").click()
    author.keyboard.press("Control+End")
    author.keyboard.type(f" {SENTENCE} It is so")
    insert_mark(author, "Cite a source", "S1", re.compile("^S1:"))
    author.wait_for_function(HANDED_OVER, arg="It is so [S1]")
    submit(author)

    send_back(reviewer, TITLE)

    edit_what_was_sent_back(author, TITLE)
    author.get_by_role("textbox", name="Medical name").fill("Dormancy")
    submit(author)

    open_line(reviewer, f"Waiting for your sign-off: “{TITLE}”")
    expect_no_refusal(reviewer.locator("main"))
    sign(reviewer)
    reviewer.locator(".messages").get_by_role("link", name="See it as readers do").click()
    expect(reviewer.locator(".review-status")).to_contain_text("Reviewed by a clinician.")
    for words in (TITLE, "Dormancy", SENTENCE, "It is so", *WORDS):
        expect(reviewer.locator("main")).to_contain_text(words)


def test_an_answer_takes_no_more_clicks_than_with_stock_wagtail_and_is_found(
    sign_in: SignIn, portal: Portal
) -> None:
    desk, reviewer = sign_in("faq-admin"), sign_in("reviewer")
    written, signed = count_clicks(desk), count_clicks(reviewer)
    open_by_menu(desk, "Guide", "Questions")
    desk.get_by_role("link", name="Add question").click()
    desk.get_by_role("textbox", name="Question").press_sequentially(QUESTION)
    write_rich(desk, 0, f"{SHORT} [S1]")
    write_rich(desk, 1, f"{ANSWER} [S1]")
    for number, words in enumerate(ASKED):
        desk.locator(f"[name=body-1-value-items-{number}-value]").fill(words)
    desk.get_by_role("button", name="Choose FAQ category").click()
    desk.get_by_role("link", name=category_names()[0], exact=True).click()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    submit(desk)
    assert 0 < len(written) <= CLICKS_TO_WRITE, written

    open_line(reviewer, f"Waiting for your sign-off: “{QUESTION}”")
    sign(reviewer)
    assert 0 < len(signed) <= CLICKS_TO_SIGN, signed

    assert ADDRESS in portal.get("/search/?q=keeping+parrots").text
    read = portal.get(ADDRESS).soup.get_text()
    assert [words for words in (QUESTION, SHORT, ANSWER, *ASKED) if words not in read] == []


def test_an_faq_admin_reads_why_an_answer_was_sent_back(sign_in: SignIn) -> None:
    desk = sign_in("faq-admin")
    edit_snippet(desk, "faq/faqitem", OTHER_QUESTION)
    add_to_rich_text(desk, 0)
    submit(desk)
    send_back(sign_in("reviewer"), OTHER_QUESTION)
    edit_what_was_sent_back(desk, OTHER_QUESTION)
    expect(desk.locator("[contenteditable=true]").first).to_contain_text(SENTENCE)


@pytest.mark.parametrize("name", ["author", "reviewer", "faq-admin", "site-admin"])
def test_no_link_of_a_dashboard_or_its_menu_is_refused(sign_in: SignIn, name: str) -> None:
    page = sign_in(name)
    page.goto("/cms/")
    expect(page.get_by_role("navigation").first).to_be_visible()
    expect_no_refusal(page.locator("body"))
