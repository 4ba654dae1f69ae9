"""Clinicians and admins at work in /cms/."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.editors import (
    SENTENCE,
    SUPERUSER,
    SignIn,
    add_to_plain_text,
    add_to_rich_text,
    edit_page,
    edit_snippet,
    preview,
    publish,
)
from tests.browser.serving import Portal

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_what_a_clinician_adds_to_the_body_of_a_page_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("author")
    edit_page(page, "Immunotherapy")
    add_to_rich_text(page, 1)
    publish(page, sign_in)
    assert SENTENCE in portal.get("/treatments/immunotherapy/").text


def test_what_a_clinician_adds_to_an_answer_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("author")
    edit_snippet(page, "faq/faqitem", "What is a liquid biopsy?")
    add_to_rich_text(page, 0)
    publish(page, sign_in)
    assert SENTENCE in portal.get("/faq/what-is-a-liquid-biopsy/").text
    assert SENTENCE in portal.get("/faq/").text


def test_what_a_clinician_adds_to_the_meaning_of_a_word_reaches_readers(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("author")
    edit_snippet(page, "glossary/glossaryterm", "Angiogenesis")
    add_to_plain_text(page, "Definition")
    publish(page, sign_in)
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
        ("faq/faqitem", "Can it be cured?"),
        ("glossary/glossaryterm", "Metastasis"),
        ("content/picture", "Seed and soil"),
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


def test_faq_admins_submit_answers_and_see_no_pages(sign_in: SignIn) -> None:
    page = sign_in("faq-admin")
    edit_snippet(page, "faq/faqitem", "How can I live with the worry?")
    page.get_by_role("button", name="More actions").last.click()
    expect(page.get_by_role("button", name="Submit to")).to_be_visible()
    assert page.get_by_role("button", name="Publish", exact=True).count() == 0
    assert page.get_by_role("button", name="Pages", exact=True).count() == 0
    page.goto("/cms/pages/")
    expect(page.locator(".messages")).to_contain_text("you do not have permission")


def test_site_admins_change_the_emergency_number_of_every_page(
    sign_in: SignIn, portal: Portal
) -> None:
    page = sign_in("site-admin")
    page.goto("/cms/settings/content/sitesettings/")
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
