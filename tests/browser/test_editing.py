"""Clinicians and admins at work in /cms/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.looking import reader
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SignIn = Callable[[str], Page]

SENTENCE = "This sentence came from a test."
# When somebody publishes while Wagtail saves by itself, it refuses its own, older save.
_OVERTAKEN = re.compile(r"status of 400 .*/edit/")
_HANDED_OVER = """sentence => [...document.querySelectorAll('input[type=hidden]')].some(
  field => field.value.includes(sentence))"""
SUPERUSER, PASS_PHRASE = "root", "four plain words together"


@pytest.fixture(scope="package", autouse=True)
def superuser(portal: Portal) -> None:
    """Somebody who may do everything."""
    words = ("--noinput", "--username", SUPERUSER, "--email", "root@example.org")
    portal.manage("createsuperuser", *words, DJANGO_SUPERUSER_PASSWORD=PASS_PHRASE)


@pytest.fixture(scope="package")
def keys() -> dict[str, Any]:
    """The cookies of those who have signed in already."""
    return {}


@pytest.fixture
def sign_in(chromium: Browser, portal: Portal, keys: dict[str, Any]) -> Iterator[SignIn]:
    """Signs somebody in. What the console or a stranger says meanwhile fails the test."""
    with ExitStack() as stack:
        watches = []

        def as_user(name: str) -> Page:
            how = {"viewport": {"width": 1280, "height": 1000}, "storage_state": keys.get(name)}
            page, watch = stack.enter_context(reader(chromium, portal.home, **how))
            watches.append(watch)
            if name not in keys:
                known = PASS_PHRASE if name == SUPERUSER else portal.password_of(name)
                show_password(page, name, known)
                keys[name] = page.context.storage_state()
            return page

        yield as_user
    heard = [one for watch in watches for one in watch.complaints + watch.strangers]
    assert [one for one in heard if not _OVERTAKEN.search(one)] == []


def show_password(page: Page, name: str, password: str) -> None:
    """Signs in on the page that asks for it."""
    page.goto("/cms/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/cms/")


def edit_page(page: Page, title: str) -> None:
    """Opens the editor of a page, found by its title."""
    page.goto(f"/cms/pages/search/?q={title}")
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_load_state("networkidle")


def edit_snippet(page: Page, kind: str, name: str) -> None:
    """Opens the editor of a question, a word or the like, found by its name."""
    page.goto(f"/cms/snippets/education/{kind}/?q={name}")
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_load_state("networkidle")


def add_to_plain_text(page: Page, label: str) -> None:
    """Types one more sentence into a field of plain text."""
    field = page.get_by_role("textbox", name=re.compile(f"^{label}"))
    field.fill(f"{field.input_value()} {SENTENCE}")


def add_to_rich_text(page: Page, number: int) -> None:
    """Types one more sentence into a field of rich text."""
    page.locator(".Draftail-Editor [contenteditable=true]").nth(number).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f" {SENTENCE}")
    # The editor hands what was typed to the form a quarter of a second later.
    page.wait_for_function(_HANDED_OVER, arg=SENTENCE)


def publish(page: Page) -> None:
    """Chooses “Publish”, as an editor would."""
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text(re.compile("published|updated"))


def preview(page: Page) -> FrameLocator:
    """The preview beside the editor, once it is there."""
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("iframe[title='Preview']").last  # while it loads there are two


def test_what_a_clinician_adds_to_the_body_of_a_page_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in(SUPERUSER)
    edit_page(page, "Immunotherapy")
    add_to_rich_text(page, 1)
    publish(page)
    assert SENTENCE in portal.get("/treatments/immunotherapy/").text


def test_what_a_clinician_adds_to_an_answer_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("reviewer")
    edit_snippet(page, "faqitem", "What is a liquid biopsy?")
    add_to_rich_text(page, 0)
    publish(page)
    assert SENTENCE in portal.get("/faq/what-is-a-liquid-biopsy/").text
    assert SENTENCE in portal.get("/faq/").text


def test_what_a_clinician_adds_to_the_meaning_of_a_word_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("reviewer")
    edit_snippet(page, "glossaryterm", "Angiogenesis")
    add_to_plain_text(page, "Definition")
    publish(page)
    for address in ("/glossary/angiogenesis/", "/glossary/", "/how-cancer-spreads/colonization/"):
        assert SENTENCE in portal.get(address).text


def test_a_draft_does_not_reach_readers(sign_in: SignIn, portal: Portal) -> None:
    page = sign_in("author")
    edit_page(page, "Hormone therapy")
    add_to_plain_text(page, "Summary")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages .success")).to_be_visible()
    assert SENTENCE not in portal.get("/treatments/hormone-therapy/").text


def test_a_page_shows_beside_its_editor_as_readers_will_see_it(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, "Radiation therapy")
    expect(preview(page).get_by_role("heading", level=1)).to_contain_text("Radiation therapy")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("faqitem", "Can it be cured?"),
        ("glossaryterm", "Metastasis"),
        ("picture", "Seed and soil"),
    ],
)
def test_a_snippet_shows_beside_its_editor_as_readers_will_see_it(
    sign_in: SignIn, kind: str, name: str
) -> None:
    page = sign_in(SUPERUSER)
    edit_snippet(page, kind, name)
    expect(preview(page).get_by_role("heading", level=1)).to_contain_text(name)


def test_every_block_shows_what_it_will_look_like(sign_in: SignIn) -> None:
    page = sign_in(SUPERUSER)
    edit_page(page, "What is metastasis?")
    page.get_by_role("button", name="Insert a block").last.click()
    options = page.locator(".w-combobox__option-row")
    empty = []
    for option in options.all():
        option.get_by_role("button", name="Preview").click()
        sample = page.frame_locator("iframe[src*='block-preview']").locator("main")
        expect(sample).to_be_attached()
        if not sample.locator("svg").count() and len(sample.inner_text().split()) < 4:
            empty.append(option.inner_text())
    assert options.count() >= 20
    assert empty == []


def test_authors_cannot_publish(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, "Chemotherapy")
    page.get_by_role("button", name="More actions").last.click()
    expect(page.get_by_role("button", name="Submit to")).to_be_visible()
    assert page.get_by_role("button", name="Publish", exact=True).count() == 0


def test_faq_admins_publish_answers_and_see_no_pages(sign_in: SignIn) -> None:
    page = sign_in("faq-admin")
    edit_snippet(page, "faqitem", "How can I live with the worry?")
    page.get_by_role("button", name="More actions").last.click()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    assert page.get_by_role("button", name="Pages", exact=True).count() == 0
    page.goto("/cms/pages/")
    expect(page.locator(".messages")).to_contain_text("you do not have permission")


def test_site_admins_change_the_emergency_number_of_every_page(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("site-admin")
    page.goto("/cms/settings/education/sitesettings/")
    number = page.get_by_role("textbox", name="Emergency number")
    before = number.input_value()
    try:
        number.fill("112 or 911")
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".messages .success")).to_be_visible()
        assert portal.get("/").text.count("112 or 911") >= 2
        assert "112 or 911" in portal.get("/treatments/surgery/").text
    finally:
        number.fill(before)
        page.get_by_role("button", name="Save").click()
        page.wait_for_load_state()
