"""A text goes from its author to its reviewer, to its readers, and away from them again."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.browser.articles import begin_article, write_article
from tests.browser.editors import (
    SENTENCE,
    SignIn,
    add_to_plain_text,
    edit_page,
    review,
    save,
    sign,
    tick,
)
from tests.browser.looking import AXE_SCRIPT, look, reader
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLE = "How does a cell settle down?"
ADDRESS = "/understanding/how-does-a-cell-settle-down/"
LISTS = ["/understanding/", "/search/?q=settle+down", "/sitemap.xml", "/topics/surgery/"]
WAITING, OWN = "Why does cancer spread?", "What is research looking at?"
REPORT = "/cms/reports/reviews/"
SIGNATURE = "Local reviewer, not a clinician (trial account)"
SCREENS = [(360, 800), (1280, 900)]

# Colors that still change are no colors yet; a change broken off is over, too (its promise fails).
_SERIOUS = """() => Promise.allSettled(document.getAnimations().filter(
    one => one instanceof CSSTransition).map(one => one.finished))
  .then(() => axe.run(document, {resultTypes: ['violations'], preload: false, iframes: false}))
  .then(({violations}) => violations.filter(one => /serious|critical/.test(one.impact))
  .flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.target.join(' ')}`)))"""
_TOO_WIDE = "() => document.scrollingElement.scrollWidth - innerWidth"


# Steps --------------------------------------------------------------------------------------------


def rename(page: Page, name: str) -> None:
    """Changes the medical name of the page in the editor, and saves it as a draft."""
    page.get_by_role("textbox", name="Medical name").fill(name)
    save(page)


def part(page: Page, name: str) -> Locator:
    """A part of the review screen."""
    return page.locator(f"#{name}-section")


def as_read(page: Page) -> FrameLocator:
    """The text on the review screen, as readers will see it."""
    return page.frame_locator("iframe[title='The text as readers will see it']")


def status(page: Page) -> Locator:
    """Return what editors are told about the review of a text."""
    return page.locator(".guide-review__status")


def lists_with_it(portal: Portal) -> list[str]:
    """Return where readers find the page."""
    return [place for place in LISTS if ADDRESS in portal.get(place).text]


def expect_no_barrier(page: Page) -> None:
    """Axe finds nothing serious, in no color or width, and nothing sticks out sideways."""
    page.evaluate(AXE_SCRIPT)
    schemes: list[Literal["light", "dark"]] = ["dark", "light"]
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(_TOO_WIDE) <= 0, width
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(_SERIOUS) == [], (width, scheme)


# Journeys -----------------------------------------------------------------------------------------


def test_a_page_from_its_first_word_to_its_withdrawal(
    sign_in: SignIn, page: Page, chromium: Browser, portal: Portal
) -> None:
    author, reviewer = sign_in("author"), sign_in("reviewer")

    # The author writes, is told what is missing, mends it and submits it.
    begin_article(author, TITLE)
    standard = author.locator("[data-standard-summary]")
    author.get_by_role("textbox", name="Summary").fill("Cells may sleep.")
    expect(standard).to_contain_text("issues block sign-off")
    write_article(author)
    expect(standard).to_contain_text("Nothing blocks sign-off.")
    author.get_by_role("button", name="More actions").last.click()
    assert author.get_by_role("button", name="Publish").count() == 0
    author.get_by_role("button", name="Submit to Clinical sign-off").click()
    expect(author.locator(".messages .success")).to_contain_text("submitted")

    # The author cannot sign it, and reads why.
    edit_page(author, TITLE)
    where = review(author)
    expect(part(author, "sign")).to_contain_text("do not have permission to sign off")
    assert author.locator("[name=attest]").count() == 0
    assert portal.get(ADDRESS).status == 404

    # The reviewer finds it on the first screen, reads it and signs it.
    reviewer.goto("/cms/")
    reviewer.get_by_role("link", name=f"Waiting for your sign-off: “{TITLE}”").click()
    assert reviewer.url == where
    expect(part(reviewer, "changes")).to_contain_text("Nobody has signed off this text yet")
    expect(as_read(reviewer).get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(part(reviewer, "standard")).to_contain_text("Nothing blocks sign-off")
    expect(part(reviewer, "said")).to_contain_text("None.")
    expect(part(reviewer, "sources")).to_contain_text("S1")
    reviewer.get_by_role("button", name="Sign off and publish").click()
    expect(reviewer.locator(".messages .error")).to_contain_text("Tick the box to sign.")
    sign(reviewer)
    expect(as_read(reviewer).locator(".review-status")).to_contain_text("Reviewed by a clinician")
    assert lists_with_it(portal) == LISTS

    # A patient reads who signed, and opens the history with the keyboard.
    page.goto(ADDRESS)
    expect(page.locator(".review-status")).to_contain_text("Reviewed by a clinician.")
    expect(page.locator(".review-status")).to_contain_text(f"signed off by {SIGNATURE}")
    history = page.locator(".review-history summary")
    tab_to(page, history)
    page.keyboard.press("Enter")
    expect(page.locator(".review-history li")).to_contain_text(
        f"{SIGNATURE} signed off the whole text."
    )
    expect_the_same_as_of_every_screen(chromium, portal)

    # The author changes it. Editors are told; patients still read what was signed.
    edit_page(author, TITLE)
    add_to_plain_text(author, "Summary")
    save(author)
    expect(status(author)).to_contain_text("Changed since review")
    author.goto(f"{REPORT}?need=changed")
    expect(author.get_by_role("row").filter(has_text=TITLE)).to_contain_text("Changed since review")
    page.reload()
    expect(page.locator(".review-status")).to_contain_text("Reviewed by a clinician.")
    assert SENTENCE not in page.content()

    # The reviewer sees what changed, and signs that.
    reviewer.goto(where)
    expect(status(reviewer)).to_contain_text("Changed since review")
    expect(part(reviewer, "changes").locator(".addition")).to_contain_text(SENTENCE)
    expect(as_read(reviewer).locator(".review-status")).to_contain_text("Changed since review")
    expect(reviewer.get_by_role("group", name="What are you signing off?")).to_be_visible()
    expect_no_barrier(reviewer)
    sign(reviewer)
    page.reload()
    expect(page.locator(".lead")).to_contain_text(SENTENCE)

    # The reviewer takes it away.
    reviewer.get_by_role("link", name="Withdraw").click()
    reviewer.get_by_role("button", name="Withdraw now").click()
    expect(reviewer.locator(".messages .error")).to_contain_text("Not saved.")
    reviewer.get_by_role("textbox", name="Reason").fill("A new study says otherwise.")
    reviewer.get_by_role("button", name="Withdraw now").click()
    expect(status(reviewer)).to_contain_text("Not live.")
    expect(part(reviewer, "record")).to_contain_text("A new study says otherwise.")
    assert portal.get(ADDRESS).status == 404
    assert lists_with_it(portal) == []


def expect_the_same_as_of_every_screen(chromium: Browser, portal: Portal) -> None:
    """A reviewed page, with its history open, is as good as every other page of the portal."""
    with reader(chromium, portal.home) as (page, watch):
        seen = look(page, watch, ADDRESS)
        found = [seen.complaints, seen.strangers, seen.cookies, seen.sideways, seen.small]
        assert [*found, seen.barriers] == [[]] * 6
        expect(page.locator(".review-history li")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".review-history li")).to_be_visible()
        page.evaluate("document.querySelector('.review-history').open = false")
        expect(page.locator(".review-history")).to_be_hidden()


def test_reviewers_cannot_sign_their_own_last_change(sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    edit_page(page, OWN)
    rename(page, "Current research")
    review(page)
    expect(part(page, "changes")).to_be_visible()
    expect(part(page, "sign")).to_contain_text("Another clinician must sign it off.")
    assert page.locator("form [name=attest]").count() == 0
    assert page.get_by_role("button", name=re.compile("^Sign off")).count() == 0


def test_what_changed_while_it_was_read_is_not_signed(sign_in: SignIn, portal: Portal) -> None:
    author, reviewer = sign_in("author"), sign_in("reviewer")
    edit_page(author, WAITING)
    rename(author, "Reasons of spread")
    edit_page(reviewer, WAITING)
    review(reviewer)
    reviewer.get_by_role("textbox", name="Note").fill("I checked each number.")
    tick(reviewer).check()
    rename(author, "Causes of metastasis")
    reviewer.get_by_role("button", name="Sign off and publish").click()
    refusal = reviewer.locator(".messages .error")
    expect(refusal).to_contain_text("changed after you opened it. Not signed.")
    expect(reviewer.get_by_role("textbox", name="Note")).to_have_value("I checked each number.")
    expect(tick(reviewer)).not_to_be_checked()
    assert "Causes of metastasis" not in portal.get("/understanding/why-cancer-spreads/").text


@pytest.mark.parametrize("address", ["/cms/", REPORT])
def test_the_way_to_the_reviews_has_no_barrier(sign_in: SignIn, address: str) -> None:
    page = sign_in("reviewer")
    page.goto(address)
    expect_no_barrier(page)


def test_signing_and_withdrawing_have_no_barrier(sign_in: SignIn) -> None:
    page = sign_in("reviewer")
    edit_page(page, WAITING)
    review(page)
    expect_no_barrier(page)
    page.get_by_role("link", name="Withdraw").click()
    expect(page.get_by_role("textbox", name="Reason")).to_be_visible()
    expect_no_barrier(page)


def test_a_text_is_signed_with_the_keyboard_alone(sign_in: SignIn) -> None:
    author = sign_in("author")
    edit_page(author, WAITING)
    rename(author, "Causes of spread")
    page = sign_in("reviewer")
    edit_page(page, WAITING)
    review(page)
    page.reload()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Go to the sign-off"))  # past all links of the text
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("textbox", name="Note"))
    page.keyboard.type("Read with care.")
    tab_to(page, tick(page))
    page.keyboard.press("Space")
    expect(tick(page)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Sign off and publish"))
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_contain_text("Signed off")
    expect(part(page, "record")).to_contain_text("Read with care.")


def tab_to(page: Page, target: Locator, most: int = 40) -> None:
    """Presses Tab until the target has the focus."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {target}")
