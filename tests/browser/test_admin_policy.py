"""Editors at work under their content policy: all runs, and nothing asks for what it forbids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.documents import category_names
from tests.browser.editors import (
    SUPERUSER,
    SignIn,
    edit_page,
    edit_snippet,
    preview,
    review,
    show_password,
)
from tests.browser.looking import reader
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE, OTHER = "Radiation therapy", "Treatments, side by side"
# In every frame, before any other script: what the policy of its document stops is told.
_TELL = """addEventListener('securitypolicyviolation', one => tellOfBreach(
    `${one.effectiveDirective}: ${one.blockedURI} at ${location.pathname}`))"""
SCREENS = [
    "/cms/",
    "/cms/pages/",
    "/cms/pages/search/?q=cancer",
    "/cms/account/",
    "/cms/users/",
    "/cms/users/new/",
    "/cms/sites/",
    "/cms/reports/locked/",
    "/cms/reports/workflow/",
    "/cms/reports/aging-pages/",
    "/cms/reports/page-types-usage/",
    "/cms/reports/feedback/",
    "/cms/reports/searches/",
    "/cms/reports/unanswered/",
    "/cms/reports/reviews/",
    "/cms/settings/content/sitesettings/",
    "/cms/snippets/faq/faqitem/",
    "/cms/snippets/glossary/glossaryterm/add/",
    "/cms/snippets/content/picture/add/",
    "/cms/snippets/search/synonymgroup/add/",
    "/cms/content-standard/",
]
_LISTED = re.compile("^Explore")
Enter = Callable[[str], Page]


@pytest.fixture
def enter(sign_in: SignIn) -> Iterator[Enter]:
    """Signs somebody in. A breach of any policy fails the test; so does, there, the console."""
    breaches: list[str] = []

    def as_user(name: str) -> Page:
        page = sign_in(name)
        listen(page, breaches)
        return page

    yield as_user
    assert breaches == []


@pytest.fixture
def root(enter: Enter) -> Page:
    """The browser of somebody who may do everything."""
    return enter(SUPERUSER)


def listen(page: Page, breaches: list[str]) -> None:
    """Notes each breach, from the next address on."""

    def note(_source: Any, breach: str) -> None:
        breaches.append(breach)

    page.context.expose_binding("tellOfBreach", note)
    page.context.add_init_script(_TELL)


def open_at(page: Page, address: str) -> None:
    """Goes to a screen and waits until it rests."""
    page.goto(address)
    page.wait_for_load_state("networkidle")


def dialog(page: Page) -> Locator:
    """Return what has opened before the screen."""
    shown = page.get_by_role("dialog")
    expect(shown).to_be_visible()
    return shown


def choose(page: Page, name: str) -> None:
    """Chooses something in what has opened."""
    dialog(page).get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def pick_a_day(page: Page, field: Locator) -> None:
    """Takes a day of the calendar that opens at a field."""
    field.click()
    page.locator(".xdsoft_datetimepicker:visible .xdsoft_date:not(.xdsoft_disabled)").last.click()
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d"))


# The test itself ----------------------------------------------------------------------------------


def test_a_breach_would_be_heard(chromium: Browser, portal: Portal) -> None:
    breaches: list[str] = []
    with reader(chromium, portal.home) as (page, watch):
        listen(page, breaches)
        page.goto("/cms/login/")
        page.evaluate("""() => {
          const one = document.createElement('script');
          one.textContent = 'document.title = "It ran"';
          document.body.append(one);
          const other = document.createElement('p');
          other.setAttribute('onclick', 'document.title = "It ran"');
          document.body.append(other);
          other.click();
        }""")
        expect(page).not_to_have_title("It ran")
    assert breaches == [
        "script-src-elem: inline at /cms/login/",
        "script-src-attr: inline at /cms/login/",
    ]
    assert len(watch.complaints) == 2


def test_no_text_becomes_a_program(chromium: Browser, portal: Portal) -> None:
    breaches: list[str] = []
    with reader(chromium, portal.home) as (page, _watch):
        listen(page, breaches)
        page.goto("/cms/login/")
        # Chromium lets the console do it; a timer is the page's own.
        page.evaluate("() => { setTimeout('document.title = \"It ran\"') }")
        page.wait_for_timeout(100)
        expect(page).not_to_have_title("It ran")
    assert breaches == ["script-src: eval at /cms/login/"]


# Coming in, and looking around --------------------------------------------------------------------


def test_signing_in_and_out(chromium: Browser, portal: Portal) -> None:
    breaches: list[str] = []
    with reader(chromium, portal.home, viewport={"width": 1280, "height": 1000}) as (page, watch):
        listen(page, breaches)
        show_password(page, "author", portal.password_of("author"))
        page.locator("aside button").nth(-2).click()
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/cms/login/**")
    assert breaches + watch.complaints == []


def test_every_other_kind_of_screen(root: Page) -> None:
    for address in SCREENS:
        open_at(root, address)


def test_the_explorer_in_the_menu(root: Page) -> None:
    open_at(root, "/cms/")
    root.get_by_role("button", name="Pages").click()
    root.get_by_role("link", name="View child pages of 'When cancer spreads'").click()
    expect(root.get_by_role("link", name=OTHER).first).to_be_visible()


def test_a_report_is_narrowed_by_a_date(root: Page) -> None:
    open_at(root, "/cms/reports/site-history/")
    root.get_by_role("button", name="Show filters").click()
    root.get_by_role("button", name="Date", exact=True).click()
    with root.expect_response("**/site-history/results/**"):
        pick_a_day(root, root.get_by_role("textbox", name="Date from"))


# A page -------------------------------------------------------------------------------------------


def test_a_block_is_added_and_links_to_a_page(root: Page) -> None:
    edit_page(root, TITLE)
    blocks = root.locator("[data-streamfield-child]")
    before = blocks.count()
    root.get_by_role("button", name="Insert a block").last.click()
    root.get_by_role("option", name="Note").first.click()
    expect(blocks).not_to_have_count(before)
    root.locator(".Draftail-Editor [contenteditable=true]").last.click()
    root.keyboard.type("Read more.")
    root.keyboard.press("Control+A")
    root.keyboard.press("Control+K")
    for kind in ("External link", "Email link", "Anchor link", "Internal link"):
        dialog(root).get_by_role("link", name=kind).click()
        expect(dialog(root).get_by_role("link", name=kind)).to_have_count(0)
    dialog(root).get_by_role("link", name=_LISTED).first.click()
    choose(root, OTHER)
    expect(root.get_by_role("button", name=re.compile("Read more")).last).to_be_attached()


def test_a_publication_is_planned(root: Page) -> None:
    edit_page(root, TITLE)
    root.get_by_role("button", name="Toggle status").click()
    root.get_by_role("button", name=re.compile("schedule", re.IGNORECASE)).first.click()
    pick_a_day(root, root.get_by_label("Go live date/time"))


def test_a_page_is_moved(root: Page) -> None:
    edit_page(root, TITLE)
    root.get_by_role("button", name="Actions").first.click()
    root.get_by_role("link", name="Move").first.click()
    root.wait_for_load_state("networkidle")
    root.locator("main").get_by_role("button", name="Actions").click()
    root.get_by_role("button", name="Choose another page").click()
    choose(root, OTHER)
    expect(root.locator("main .chooser__title")).to_have_text(OTHER)


def test_what_readers_will_see_and_what_there_is_to_mend(root: Page) -> None:
    edit_page(root, TITLE)
    expect(preview(root).get_by_role("heading", level=1)).to_contain_text(TITLE)
    root.get_by_role("button", name="Toggle checks").click()
    expect(root.locator("[data-standard-summary]")).to_be_visible()


def test_a_comment(root: Page) -> None:
    edit_page(root, TITLE)
    root.get_by_role("button", name="Toggle comments").click()
    root.locator("[data-contentpath=summary]").first.hover()
    root.get_by_role("button", name="Add comment").first.click()
    begun = root.locator(".comment--mode-creating")
    begun.locator("textarea, [contenteditable]").fill("Is it so?")
    begun.get_by_role("button", name="Comment").click()
    expect(begun).to_have_count(0)
    expect(root.locator(".comment").filter(has_text="Is it so?").last).to_be_visible()


def test_a_clinical_review(enter: Enter) -> None:
    page = enter("reviewer")
    edit_page(page, TITLE)
    review(page)
    frame = page.frame_locator("iframe[title='The text as readers will see it']")
    expect(frame.get_by_role("heading", level=1)).to_contain_text(TITLE)


def test_the_history_of_a_page(enter: Enter) -> None:
    page = enter("author")
    edit_page(page, TITLE)
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="History").first.click()
    expect(page.get_by_role("row").nth(1)).to_be_visible()


# Snippets -----------------------------------------------------------------------------------------


def test_a_source_is_added_with_its_day(root: Page) -> None:
    open_at(root, "/cms/snippets/content/source/add/")
    pick_a_day(root, root.get_by_role("textbox", name="Date seen"))


def test_a_question_moves_to_another_category(enter: Enter) -> None:
    page = enter("faq-admin")
    edit_snippet(page, "faq/faqitem", "How can I live with the worry?")
    field = page.locator("[data-contentpath=category]")
    title = field.locator(".chooser__title")
    other = next(one for one in category_names() if one != title.inner_text())
    field.get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Choose another FAQ category").click()
    choose(page, other)
    expect(title).to_have_text(other)


def test_a_table_of_questions_is_looked_at(enter: Enter, tmp_path: Path) -> None:
    page = enter("faq-admin")
    file = tmp_path / "one.csv"
    file.write_text("question,category,short_answer,answer\nIs it safe?,treatment,Yes.,Yes.\n")
    open_at(page, "/cms/snippets/faq/faqitem/import/")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Is it safe?")).to_be_visible()


# People and rules ---------------------------------------------------------------------------------


def test_a_workflow_is_given_another_task_and_a_page(root: Page) -> None:
    open_at(root, "/cms/workflows/list/")
    root.get_by_role("link", name="Clinical sign-off", exact=True).click()
    root.wait_for_load_state("networkidle")
    tasks = root.locator("#id_workflow_tasks-FORMS > *")
    before = tasks.count()
    root.get_by_role("button", name="Add task").click()
    expect(tasks).to_have_count(before + 1)
    root.get_by_role("button", name="Assign to another page").click()
    root.get_by_role("button", name="Choose a page").locator("visible=true").last.click()
    dialog(root).get_by_role("link", name="When cancer spreads", exact=True).click()
    expect(root.locator(".chooser__title:visible").last).to_have_text("When cancer spreads")


def test_a_role_is_given_a_page(root: Page) -> None:
    open_at(root, "/cms/groups/new/")
    root.get_by_role("button", name="Add a page permission").click()
    root.get_by_role("button", name="Choose a page").click()
    dialog(root).get_by_role("link", name="When cancer spreads", exact=True).click()
    expect(root.locator(".chooser__title:visible")).to_have_text("When cancer spreads")


def test_an_address_is_sent_on_to_a_page(root: Page) -> None:
    open_at(root, "/cms/redirects/add/")
    root.get_by_role("button", name="Choose a page").click()
    choose(root, "When cancer spreads")
    expect(root.locator(".chooser__title")).to_have_text("When cancer spreads")
