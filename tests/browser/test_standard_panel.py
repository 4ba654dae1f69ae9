"""An author reads the content standard while writing, and mends what it tells."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.editors import SignIn, edit_page
from tests.browser.looking import AXE_SCRIPT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "Where can cancer spread?"
BATTLE = "Then they fight a battle."
# Colors that still change are no colors yet.
_BARRIERS = """() => Promise.allSettled(document.getAnimations().filter(
    one => one instanceof CSSTransition).map(one => one.finished))
  .then(() => axe.run('[data-standard]', {resultTypes: ['violations'], iframes: false}))
  .then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
    node => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""


def summary_of(page: Page) -> str:
    """Return what stands in the summary."""
    return page.get_by_role("textbox", name=re.compile("^Summary")).input_value()


def write_summary(page: Page, words: str) -> None:
    """Types a summary, and waits until it is judged."""
    with page.expect_response(lambda answer: _judged(answer.request, words)):
        page.get_by_role("textbox", name=re.compile("^Summary")).fill(words)


def _judged(request: Request, summary: str) -> bool:
    """Return whether a request asks for the judgment of a text with this summary."""
    if "/content-standard/" not in request.url:
        return False
    written = parse_qs(request.post_data or "", keep_blank_values=True)
    return written.get("summary") == [summary]


def test_a_battle_word_is_told_while_it_is_typed_and_is_gone_when_it_is_mended(
    sign_in: SignIn,
) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    panel, line = page.locator("[data-standard]"), page.locator("[data-standard-summary]")
    expect(line).to_contain_text("Nothing blocks sign-off.")
    before = summary_of(page)

    write_summary(page, f"{before} {BATTLE}")
    told = panel.get_by_text(f"“fight” in “{BATTLE}”")
    expect(told).to_be_visible()
    expect(line).to_contain_text("suggestion")

    write_summary(page, before)
    expect(told).to_have_count(0)
    expect(line).to_contain_text("Nothing blocks sign-off.")


def test_an_empty_summary_stops_a_sign_off_and_leads_to_its_row(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    before = summary_of(page)
    write_summary(page, "")
    panel = page.locator("[data-standard]")
    expect(panel.get_by_role("heading", name="To fix before sign-off")).to_be_visible()
    finding = panel.get_by_role("listitem").filter(has_text="Say in 1 to 3 sentences")
    where = finding.get_by_role("link", name="Why?").get_attribute("href")
    write_summary(page, before)
    expect(finding).to_have_count(0)
    page.wait_for_load_state("networkidle")
    page.goto(where or "")
    expect(page.locator("#row-1")).to_be_in_viewport()


def test_a_finding_leads_to_its_field_also_on_another_tab(sign_in: SignIn) -> None:
    page = sign_in("author")
    edit_page(page, TITLE)
    page.get_by_role("tab", name="Promote").click()
    field = page.get_by_role("textbox", name=re.compile("^Meta description"))
    before = field.input_value()
    field.fill(f"{before} {BATTLE}")
    page.get_by_role("tab", name="Content").click()
    expect(field).to_be_hidden()
    page.locator("[data-standard] a[href='#:w:contentpath=search_description']").first.click()
    expect(field).to_be_focused()
    field.fill(before)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_reached_by_keyboard_and_has_no_barriers(
    sign_in: SignIn, scheme: Literal["light", "dark"]
) -> None:
    page = sign_in("author")
    page.emulate_media(color_scheme=scheme)
    edit_page(page, TITLE)
    expect(page.locator("[data-standard]")).to_be_visible()
    page.get_by_role("button", name="Toggle checks").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-side-panel=checks][hidden]")).to_be_attached()  # after it slid away
    page.keyboard.press("Enter")
    expect(page.locator("[data-standard]")).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(_BARRIERS) == []
