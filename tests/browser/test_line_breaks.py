"""Test that numbers and their stops, words, drawings and labels are not torn apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import NARROW, reader
from tests.browser.serving import Portal

pytestmark = pytest.mark.browser

WHEN_TO_CALL = "/understanding/when-to-call/"
_PHONE = {"width": 360, "height": 800}

# As if a hospital had set its numbers: links that dial, in place of the words that stand for them.
_SET_NUMBERS = """() => {
  const numbers = {"your local emergency number": "911", "a crisis line near you": "988",
    "a cancer information line near you": "1-800-422-6237", "your care team": "555-010-2233"};
  const text = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (text.nextNode()) nodes.push(text.currentNode);
  for (const node of nodes) for (const [words, number] of Object.entries(numbers)) {
    const at = node.data.indexOf(words);
    if (at < 0 || node.parentElement.closest('a, script, style, title')) continue;
    const rest = node.splitText(at);
    rest.data = rest.data.slice(words.length);
    const link = Object.assign(document.createElement('a'), {className: 'tel', href: 'tel:1'});
    link.textContent = number;
    rest.before(link);
    break;
  }
}"""

# Numbers on more than one line, and those on another line than the mark after them.
_TORN = """() => [...document.querySelectorAll('.tel')].filter(it => it.checkVisibility())
  .flatMap(it => {
    const lines = new Set([...it.getClientRects()].map(box => Math.round(box.top)));
    const after = it.nextSibling;
    let torn = lines.size > 1;
    if (after?.nodeType === Node.TEXT_NODE && /^[.,;:)?!]/.test(after.data)) {
      const range = new Range();
      range.setStart(after, 0);
      range.setEnd(after, 1);
      torn ||= range.getBoundingClientRect().top > it.getBoundingClientRect().bottom - 4;
    }
    return torn ? [it.parentElement.innerText] : [];
  })"""

# Words that begin on one line and end on another; what hyphens divide is divided well. A line of
# the narrowest list holds 12 letters.
_BROKEN = """() => {
  const text = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const broken = [];
  while (text.nextNode()) {
    const node = text.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    if (node.parentElement.closest('svg, caption, th, .visually-hidden')) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\d°]+/gu)) {
      if (word[0].length > 12) continue;
      const range = new Range();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""


@pytest.mark.parametrize("address", ["/", WHEN_TO_CALL, "/treatments/chemotherapy/", "/sheet/"])
def test_no_number_is_torn_nor_parted_from_its_stop(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home, viewport=_PHONE) as (page, _watch):
        page.goto(address)
        page.evaluate(_SET_NUMBERS)
        torn = []
        for width in (NARROW, 344, 360, 393, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            torn += [f"{width} px: {words}" for words in page.evaluate(_TORN)]
        assert page.locator(".tel").count() > 0
        assert torn == []


@pytest.mark.parametrize("address", ["/", WHEN_TO_CALL, "/treatments/chemotherapy/"])
def test_with_text_twice_as_large_no_word_breaks(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home, viewport=_PHONE) as (page, _watch):
        page.goto(address)
        page.evaluate(_SET_NUMBERS)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate(_BROKEN) == []
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_temperature_stands_on_one_line(page: Page) -> None:
    for address in ("/", WHEN_TO_CALL, "/treatments/chemotherapy/", "/glossary/neutropenia/"):
        page.goto(address)
        # What is drawn does not break.
        page.evaluate("document.querySelectorAll('svg').forEach(drawing => drawing.remove())")
        text = page.locator("body").inner_text()
        assert "\u00a0°F" in text, address
        assert " °" not in text, address


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "address", [WHEN_TO_CALL, "/understanding/where-cancer-spreads/", "/how-cancer-spreads/"]
)
def test_from_right_to_left_the_labels_of_a_drawing_stay_inside_it(
    chromium: Browser, portal: Portal, address: str, width: int
) -> None:
    with reader(chromium, portal.home, viewport={"width": width, "height": 800}) as (page, _watch):
        page.goto(address)
        before = page.evaluate(_LABELS)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert len(before) > 1
        assert page.evaluate(_LABELS) == before


# Where each label of a drawing begins and ends, in units of the drawing.
_LABELS = """() => [...document.querySelectorAll('figure svg text')]
  .filter(it => it.checkVisibility()).map(it => {
    const {x, width} = it.getBBox();
    return [it.textContent, Math.round(x), Math.round(x + width)];
  })"""
