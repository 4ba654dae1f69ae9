"""Wagtail saves by itself while an editor presses a button: one text, and no refusal."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.articles import begin_article
from tests.browser.editors import SignIn, add_to_rich_text, edit_snippet

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTIONS = "/cms/snippets/faq/faqitem/"
NEW_QUESTION, NEW_TITLE = "Can I go on playing the trumpet?", "Why do cells stop and rest?"
QUESTION, OTHER_QUESTION = "What are researchers working on?", "Can I have more than one treatment?"
# Wagtail compares the form with what stood in it two seconds after it came.
# An article has to have the first letter of its title by then, or there is nothing to save.
BEGINNING = 2_500  # milliseconds


def begin_question(page: Page) -> str:
    """Writes a new question, and returns its words."""
    page.goto(f"{QUESTIONS}add/")
    page.wait_for_timeout(BEGINNING)
    page.get_by_role("textbox", name="Question").press_sequentially(NEW_QUESTION)
    return NEW_QUESTION


def begin_page(page: Page) -> str:
    """Writes the title of a new article, and returns it."""
    begin_article(page, NEW_TITLE[0])
    page.wait_for_timeout(BEGINNING)
    page.get_by_role("textbox", name="Title").press_sequentially(NEW_TITLE[1:])
    return NEW_TITLE


def change_question(page: Page, question: str) -> None:
    """Adds a sentence to a question that readers see."""
    edit_snippet(page, "faq/faqitem", question)
    page.wait_for_timeout(BEGINNING)
    add_to_rich_text(page, 0)


def press_during_autosave(page: Page, *press: Callable[[Page], None], refused: str = "") -> None:
    """Presses buttons when the server has the automatic save, and the browser no answer yet."""
    kept: list[Route] = []

    def keep_automatic_save(route: Route) -> None:
        if not kept and "json" in route.request.headers.get("accept", ""):
            kept.append(route)
        else:
            route.continue_()

    page.route(re.compile("/(add|edit)/"), keep_automatic_save)
    for _ in range(300):  # of 50 milliseconds
        if not kept:
            page.wait_for_timeout(50)
    assert kept, "Wagtail has not saved by itself."
    answer = None if refused else kept[0].fetch()
    for one in press:
        one(page)
    if answer:
        kept[0].fulfill(response=answer)
    else:
        told = {"success": False, "error_code": refused, "error_message": "Not saved."}
        kept[0].fulfill(status=400, json=told)


def press_save(page: Page) -> None:
    """Presses the button that saves a draft."""
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)


def press_submit(page: Page) -> None:
    """Presses the button that hands a text to the reviewers."""
    page.get_by_role("button", name="More actions").last.click()
    name = re.compile("ubmit to Clinical sign-off")
    page.get_by_role("button", name=name).click(no_wait_after=True)


@pytest.mark.parametrize(
    ("user", "begin", "found_at"),
    [
        ("faq-admin", begin_question, QUESTIONS),
        ("author", begin_page, "/cms/pages/search/"),
    ],
)
def test_a_text_that_is_saved_during_an_automatic_save_is_stored_once(
    sign_in: SignIn, user: str, begin: Callable[[Page], str], found_at: str
) -> None:
    page = sign_in(user)
    words = begin(page)
    press_during_autosave(page, press_save)
    expect(page.locator(".messages .success")).to_contain_text(words)
    expect(page).to_have_url(re.compile("/edit/"))
    page.goto(f"{found_at}?q={words}")
    expect(page.get_by_role("link", name=words, exact=True)).to_have_count(1)


def test_the_last_button_that_was_pressed_during_an_automatic_save_counts(
    sign_in: SignIn,
) -> None:
    page = sign_in("author")
    change_question(page, QUESTION)
    press_during_autosave(page, press_save, press_submit)
    expect(page.locator(".messages .success")).to_contain_text("submitted for moderation")


def test_a_form_is_not_sent_over_a_newer_version_of_somebody_else(sign_in: SignIn) -> None:
    page = sign_in("author")
    change_question(page, OTHER_QUESTION)
    before = page.url
    press_during_autosave(page, press_save, refused="invalid_revision")
    button = page.get_by_role("button", name="Save draft")
    expect(button).to_be_enabled()
    expect(page.locator(".messages .success")).to_have_count(0)
    assert page.url == before
