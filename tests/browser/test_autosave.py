"""Wagtail saves by itself while an editor presses a button: one text, and no refusal."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.articles import begin_article
from tests.browser.editors import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTIONS = "/cms/snippets/faq/faqitem/"
# Wagtail compares the form with what stood in it two seconds after it came.
BEGINNING = 2_500  # milliseconds


def begin_question(page: Page, words: str) -> None:
    """Opens the form of a new question, and writes it."""
    page.goto(f"{QUESTIONS}add/")
    page.wait_for_timeout(BEGINNING)
    page.get_by_role("textbox", name="Question").press_sequentially(words)


def begin_page(page: Page, words: str) -> None:
    """Opens the form of a new article, and names it."""
    begin_article(page, words[0])
    page.wait_for_timeout(BEGINNING)
    page.get_by_role("textbox", name="Title").press_sequentially(words[1:])


def press_while_autosave_is_under_way(page: Page, button: str) -> None:
    """Presses a button when the server has the automatic save, and the browser no answer yet."""
    kept: list[Route] = []

    def keep_automatic_save(route: Route) -> None:
        if not kept and "json" in route.request.headers.get("accept", ""):
            kept.append(route)
        else:
            route.continue_()

    page.route(re.compile("/add/"), keep_automatic_save)
    for _ in range(300):  # of 50 milliseconds
        if not kept:
            page.wait_for_timeout(50)
    answer = kept[0].fetch()
    page.get_by_role("button", name=button).click(no_wait_after=True)
    kept[0].fulfill(response=answer)


@pytest.mark.parametrize(
    ("user", "begin", "words"),
    [
        ("faq-admin", begin_question, "Can I go on keeping bees and hens?"),
        ("author", begin_page, "Why do cells stop and rest?"),
    ],
)
def test_a_text_that_is_saved_during_an_automatic_save_is_stored_once(
    sign_in: SignIn, user: str, begin: Callable[[Page, str], None], words: str
) -> None:
    page = sign_in(user)
    begin(page, words)
    press_while_autosave_is_under_way(page, "Save draft")
    expect(page.locator(".messages .success")).to_contain_text(words)
    expect(page).to_have_url(re.compile("/edit/"))
    where = "/cms/pages/search/" if user == "author" else QUESTIONS
    page.goto(f"{where}?q={words}")
    expect(page.get_by_role("link", name=words, exact=True)).to_have_count(1)
