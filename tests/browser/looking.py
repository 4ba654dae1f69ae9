"""Tell what can be seen of a page in the browser: measured once, asked by many tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Request

from tests.browser.addresses import KINDS

NARROW, WIDE, HEIGHT = 320, 1280, 900

# WCAG 2.2, A and AA.
_ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The ones that look at colors.
_COLOR_RULES = ["color-contrast", "link-in-text-block"]
# `preload` would fetch style sheets; ours stand in the page.
_RUN_AXE = """([part, rules, off]) => axe.run(part || document, {
    runOnly: rules, rules: Object.fromEntries((off || []).map(rule => [rule, {enabled: false}])),
    resultTypes: ['violations'], preload: false, iframes: false,
  }).then(({violations}) => violations.flatMap(({id, nodes}) => nodes.map(
    node => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`)))"""

_OPEN_ALL = "document.querySelectorAll('details').forEach(details => details.open = true)"

# How far the page reaches beyond the screen, and what does.
_SIDEWAYS = """() => {
  const {scrollWidth} = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  const out = [...document.querySelectorAll('main *')].filter(
    one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1);
  return [`${scrollWidth} px`, ...out.slice(0, 5).map(one => one.outerHTML.slice(0, 120))];
}"""

# Controls that are less than 24 px high or wide, but for those in an author's text (WCAG 2.5.8).
_SMALL = """() => [...document.querySelectorAll('a[href], button, summary, input')].filter(one => {
    const {width, height} = one.getBoundingClientRect();
    if (!one.checkVisibility() || width < 2 || (width >= 24 && height >= 24)) return false;
    const text = one.closest('p, li, dd, dt, td, th, caption, figcaption');
    const alone = text?.innerText.trim() === one.innerText.trim();
    return !text || (alone && !one.closest('.flow > ul, .flow > ol'));
  }).map(one => one.outerHTML.slice(0, 120))"""


@dataclass
class Watch:
    """Hold what a browser said and asked for while somebody read."""

    home: str
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Begins to listen to a page."""
        page.on("console", lambda it: self._heard(it.type, f"{it.text} {it.location.get('url')}"))
        page.on("pageerror", lambda error: self._heard("error", str(error)))
        page.on("request", self._asked)

    def _heard(self, kind: str, words: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(f"{kind}: {words}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self.strangers.append(request.url)


@dataclass(frozen=True)
class Sighting:
    """Hold what was seen at one address."""

    address: str
    complaints: list[str]  # what the console says
    strangers: list[str]  # requests to other places
    cookies: list[str]
    sideways: list[str]  # what sticks out of a narrow screen
    small: list[str]  # controls that are hard to hit
    barriers: list[str]  # what axe finds with all open


@contextmanager
def reader(browser: Browser, home: str, **how: Any) -> Iterator[tuple[Page, Watch]]:
    """A page in a browser that knows nothing yet, and what it says meanwhile."""
    context = browser.new_context(base_url=home, **how)
    context.set_default_timeout(15_000)
    watch = Watch(home)
    page = context.new_page()
    watch.over(page)
    try:
        yield page, watch
    finally:
        context.close()


def look(page: Page, watch: Watch, address: str) -> Sighting:
    """Visits an address and notes what there is to see, with everything opened."""
    watch.complaints.clear()
    watch.strangers.clear()
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.goto(address)
    cookies = [str(cookie.get("name")) for cookie in page.context.cookies()]
    page.evaluate(_OPEN_ALL)
    sideways, small = page.evaluate(_SIDEWAYS), page.evaluate(_SMALL)
    # What stands around the text is the same on all pages of a kind.
    found = barriers(page) if address in KINDS.values() else barriers_on_a_phone(page, "main")
    return Sighting(
        address, [*watch.complaints], [*watch.strangers], cookies, sideways, small, found
    )


def barriers_on_a_phone(page: Page, dark_part: str = "body") -> list[str]:
    """Return what axe finds on a narrow screen: all in light, colors in the dark."""
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate(AXE_SCRIPT)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(_RUN_AXE, ["", _ALL_RULES])
    return [*(f"light: {it}" for it in light), *_barriers_in_the_dark(page, dark_part)]


def _barriers_in_the_dark(page: Page, part: str) -> list[str]:
    """Return what axe finds in dark colors: only colors, since nothing else changes."""
    page.emulate_media(color_scheme="dark")
    return [f"dark: {it}" for it in page.evaluate(_RUN_AXE, [part, _COLOR_RULES])]


def barriers(page: Page) -> list[str]:
    """Return what axe finds on the page: narrow and wide, light, dark, forced colors."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="light")
        found += [f"{width} px, light: {it}" for it in page.evaluate(_RUN_AXE, ["", _ALL_RULES])]
    return [*found, *_barriers_in_the_dark(page, "body"), *_barriers_in_forced_colors(page)]


def _barriers_in_forced_colors(page: Page) -> list[str]:
    """Return what axe finds in colors that the reader forces, but for contrast.

    The colors are the reader's own there, and axe still reads those of the style sheet.
    """
    page.emulate_media(forced_colors="active")
    found = page.evaluate(_RUN_AXE, ["", _ALL_RULES, _COLOR_RULES])
    page.emulate_media(forced_colors="none")
    return [f"forced colors: {it}" for it in found]
