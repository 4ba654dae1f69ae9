"""The same pages on paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import HARD_TRUTH
from tests.browser.documents import closed_parts, pictures_in_words
from tests.tools import missing

pytestmark = pytest.mark.browser


def printed(page: Page, folder: Path) -> str:
    """The words of the page's PDF."""
    if not shutil.which("pdftotext"):
        missing("pdftotext is missing: install poppler-utils.")
    pdf = folder / "page.pdf"
    page.pdf(path=str(pdf), format="A4")
    command = ["pdftotext", "-layout", str(pdf), "-"]
    result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own file
    return " ".join(result.stdout.decode().split())


def _sheets(page: Page, folder: Path, paper: str) -> list[str]:
    """The words of each sheet of the page's PDF."""
    pdf = folder / "page.pdf"
    page.pdf(path=str(pdf), format=paper)
    command = ["pdftotext", "-layout", str(pdf), "-"]
    result = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - our own file
    return [" ".join(sheet.split()) for sheet in result.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(
    "address",
    ["/faq/how-long/", "/understanding/", "/treatments/", "/understanding/when-to-call/",
     "/understanding/questions-to-ask/", "/how-cancer-spreads/"],
)  # fmt: skip
def test_the_foot_of_a_page_is_on_one_sheet_and_not_alone(
    page: Page, tmp_path: Path, address: str, paper: str
) -> None:
    page.goto(address)
    foot = " ".join(page.locator(".site-footer h2").first.inner_text().split())
    end = " ".join((page.locator(".site-footer .spanish").text_content() or "?").split())[-30:]
    last = _sheets(page, tmp_path, paper)[-1]
    assert foot in last
    assert end in last
    assert len(last.partition(foot)[0].split()) > 10


def test_nothing_that_is_pressed_is_printed(page: Page) -> None:
    page.goto("/treatments/surgery/")
    page.emulate_media(media="print")
    pressed = page.locator("nav, button, .button, .skip, form:not(.questions)").all()
    assert len(pressed) > 1
    for control in pressed:
        expect(control).to_be_hidden()


def test_the_words_of_a_page_are_explained_on_paper(page: Page, tmp_path: Path) -> None:
    page.goto("/how-cancer-spreads/intravasation/")
    expect(page.get_by_role("heading", name="Words on this page")).to_be_hidden()
    words = printed(page, tmp_path)
    assert "Words on this page" in words
    for meaning in page.locator(".term-definition").all():
        definition = meaning.locator("p").nth(1).text_content() or "?"
        assert " ".join(definition.split()) in words


def test_questions_for_the_care_team_are_printed(page: Page, tmp_path: Path) -> None:
    page.goto("/treatments/surgery/")
    questions = [item.inner_text() for item in page.locator(".questions li").all()]
    words = printed(page, tmp_path)
    assert len(questions) >= 3
    assert [question for question in questions if question not in words] == []


def test_a_drawing_and_its_words_are_printed(page: Page, tmp_path: Path) -> None:
    page.goto("/how-cancer-spreads/intravasation/")
    page.emulate_media(media="print")
    expect(page.locator(".figure svg")).to_be_visible()
    (drawing,) = pictures_in_words("how-cancer-spreads/intravasation")
    words = printed(page, tmp_path)
    assert drawing
    assert [one for one in drawing if one not in words] == []


def test_the_hard_part_is_printed_only_when_it_was_opened(page: Page, tmp_path: Path) -> None:
    page.goto(HARD_TRUTH)
    first, *others = closed_parts("understanding/outlook")
    left_shut = [words for part in others for words in part]
    words = printed(page, tmp_path)
    assert [one for one in [*first, *left_shut] if one in words] == []
    page.locator("#closed").get_by_text("Open this part", exact=True).click()
    words = printed(page, tmp_path)
    assert first
    assert left_shut
    assert [one for one in first if one not in words] == []
    assert [one for one in left_shut if one in words] == []
