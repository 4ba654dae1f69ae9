"""A patient gathers pages for the next visit, and gives them to somebody."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.addresses import GATHERED as THREE
from tests.browser.documents import closed_parts
from tests.browser.looking import NARROW, reader
from tests.browser.serving import Portal
from tests.tools import missing

pytestmark = pytest.mark.browser

# Three pages take about seven seconds of a processor, which other tests use, too.
_PDF_PATIENCE = 60_000  # milliseconds


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone(request: pytest.FixtureRequest, chromium: Browser, portal: Portal) -> Iterator[Page]:
    """The smallest screen, with scripts and without."""
    how = {"viewport": {"width": NARROW, "height": 640}, "java_script_enabled": request.param}
    with reader(chromium, portal.home, **how) as (page, _watch):
        yield page


def _output_of(command: str, pdf: Path, *words: str) -> str:
    """Return what a tool of Poppler tells of a PDF."""
    if not shutil.which(command):
        missing(f"{command} is missing: install poppler-utils.")
    whole = [command, *words, str(pdf), *_TO[command]]
    result = subprocess.run(whole, capture_output=True, check=True)  # noqa: S603 - our own file
    return result.stdout.decode()


def _unpacked(pdf: Path) -> bytes:
    """The objects of a PDF as plain text."""
    streams = re.compile(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
    packed = streams.findall(pdf.read_bytes())
    return b"".join(zlib.decompressobj().decompress(one) for one in packed)


_TO = {"pdftotext": ["-"], "pdfinfo": []}


def _saved(page: Page, folder: Path) -> Path:
    with page.expect_download(timeout=_PDF_PATIENCE) as download:
        page.get_by_role("button", name="Save as PDF, A4").click(timeout=_PDF_PATIENCE)
    target = folder / "booklet.pdf"
    download.value.save_as(target)
    return target


def test_three_pages_become_a_booklet(phone: Page, tmp_path: Path) -> None:
    phone.goto("/treatments/surgery/")
    phone.get_by_role("button", name="Put all that you ticked in a new booklet").click()
    phone.get_by_label("Cells enter a vessel").check()
    phone.get_by_label("Can it be cured?").check()
    phone.get_by_role("button", name="Add the ticked pages").first.click()
    phone.get_by_role("button", name="Move up: Cells enter a vessel").click()
    phone.get_by_label("What do we hope to gain from this operation?").check()
    phone.get_by_label("Your own questions, one on each line").fill("May I travel in spring?")
    pdf = _saved(phone, tmp_path)
    words = " ".join(_output_of("pdftotext", pdf).split())
    order = ["Intravasation", "Tumor resection", "hardest questions", "May I travel in spring?"]
    places = [words.find(one) for one in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_button_stands_within_two_screens_after_ticking(phone: Page) -> None:
    phone.goto("/understanding/questions-to-ask/")
    form = phone.locator("form.questions").first
    for box in form.get_by_role("checkbox").all()[:3]:
        box.check()
    form.get_by_role("button").first.click()
    assert _top(phone.get_by_role("button", name="See my booklet")) < 2 * 640
    ticked = phone.get_by_role("checkbox", checked=True)
    assert ticked.count() == 3
    for box in ticked.all():
        expect(box).to_be_visible()
    # What is for others, or for later, comes after.
    assert _top(phone.get_by_alt_text("The same link as a code to scan")) > _top(ticked.last)


def _top(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box is not None
    return box["y"]


def test_the_pdf_is_tagged_and_says_what_it_is(phone: Page, tmp_path: Path) -> None:
    phone.goto(f"/booklet/{THREE}")
    pdf = _saved(phone, tmp_path)
    facts = dict(line.split(":", 1) for line in _output_of("pdfinfo", pdf).splitlines())
    assert facts["Tagged"].strip() == "yes"
    assert facts["Title"].strip() == "My booklet"
    assert b"/Lang (en)" in _unpacked(pdf)
    tree = _output_of("pdfinfo", pdf, "-struct")
    for kind in ("H1", "H2", "P", "L", "LI", "Figure"):
        assert re.search(rf"^\s*{kind}\b", tree, re.MULTILINE), kind


def test_the_hard_part_stays_out_unless_it_is_chosen(page: Page) -> None:
    hard = [words for part in closed_parts("understanding/outlook") for words in part]
    page.goto("/booklet/print/?p=understanding/outlook")
    assert [words for words in hard if words in _shown(page)] == []
    page.goto("/booklet/?p=understanding/outlook")
    page.get_by_label("Also print the parts that one chooses to open").check()
    page.get_by_role("button", name="See my booklet").click()
    page.wait_for_url("**/booklet/print/**")
    assert len(hard) > 1
    assert [words for words in hard if words not in _shown(page)] == []


def _shown(page: Page) -> str:
    """The words that can be seen, without breaks."""
    return " ".join(page.locator("body").inner_text().split())


def test_a_booklet_is_made_by_keyboard_alone(page: Page) -> None:
    page.goto(f"/booklet/{THREE}")
    page.get_by_role("button", name="Take out: Surgery").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Take out"))).to_have_count(2)
    page.get_by_role("button", name="See my booklet").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("My booklet")


def test_the_link_and_the_code_bring_the_same_booklet(page: Page) -> None:
    page.goto(f"/booklet/{THREE}")
    page.get_by_role("link", name="Link to this booklet").click()
    expect(page.get_by_role("button", name=re.compile("^Take out"))).to_have_count(3)
    code = page.get_by_alt_text("The same link as a code to scan")
    assert code.evaluate("code => code.complete && code.naturalWidth > 0")


def test_paper_shows_no_chrome(page: Page) -> None:
    page.goto(f"/booklet/print/{THREE}")
    page.emulate_media(media="print")
    for control in page.locator("nav, form, button").all():
        expect(control).to_be_hidden()


def test_a_printed_page_says_where_it_came_from(page: Page) -> None:
    page.goto("/treatments/surgery/")
    origin = page.locator(".print-only")
    expect(origin).to_be_hidden()
    page.emulate_media(media="print")
    expect(origin).to_contain_text("/treatments/surgery/")
    expect(origin).to_contain_text(re.compile(r"Printed \w+ \d+, 20\d\d\."))
    code = origin.locator("img")
    code.scroll_into_view_if_needed()
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("code => code.naturalWidth") > 0


def test_every_expander_is_open_while_a_page_is_printed(page: Page) -> None:
    page.goto("/faq/")
    shut = "document.querySelectorAll('details.expander:not([open])').length"
    assert page.evaluate(shut) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(shut) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(shut) > 0


_VOICES = """(local) => {
  window.spoken = [];
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const voices = { speaking: false, getVoices: () => [{ localService: local, lang: 'en-US' }],
    speak: it => { voices.speaking = true; window.spoken.push(it.text); },
    cancel: () => { voices.speaking = false; } };
  Object.defineProperty(window, 'speechSynthesis', { value: voices });
}"""


def test_a_page_is_read_aloud_where_the_device_has_a_voice(page: Page) -> None:
    page.add_init_script(f"({_VOICES})(true)")
    page.goto("/treatments/surgery/")
    page.get_by_role("button", name="Listen").click()
    stop = page.get_by_role("button", name="Stop reading aloud")
    expect(stop).to_be_visible()
    spoken = page.evaluate("spoken")
    assert spoken[0].startswith("Surgery")
    assert not any(re.search(r"\[\d\]|Source \d", one) for one in spoken)
    stop.click()
    expect(page.get_by_role("button", name="Listen")).to_be_visible()


def test_no_page_is_read_by_a_voice_that_is_elsewhere(page: Page) -> None:
    page.add_init_script(f"({_VOICES})(false)")
    page.goto("/treatments/surgery/")
    expect(page.locator(".listen")).to_be_hidden()
