"""Hear a recording, with and without scripts, and see which sentence is being read.

A fake engine has made it: silence, as long as each sentence takes.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.looking import NARROW, barriers, reader
from tests.browser.serving import Portal

pytestmark = pytest.mark.browser

ADDRESS = "/understanding/what-is-metastasis/"
LATE = 0.3  # seconds
# Notes what lights up, and the moment of the recording at which it does.
_NOTE = """() => {
  window.lit = [];
  const set = CSS.highlights.set.bind(CSS.highlights);
  CSS.highlights.set = (name, highlight) => {
    const [range] = highlight;
    lit.push([document.querySelector('audio').currentTime, range.toString()]);
    return set(name, highlight);
  };
}"""
_UNPLACED = """async ([sentences, from]) => {
  const {findRanges} = await import(from);
  return sentences.filter((_, index) => !findRanges(sentences)[index]);
}"""

Times = list[tuple[float, str]]


@pytest.fixture(scope="module")
def times(portal: Portal) -> Iterator[Times]:
    """Record a page, and tell when each of its sentences begins."""
    settings = "tests.speech.fake_settings"
    portal.manage("speak", ADDRESS, "/treatments/surgery/", DJANGO_SETTINGS_MODULE=settings)
    source = portal.get(ADDRESS).soup.select_one("audio")
    assert source is not None
    yield json.loads(portal.get(str(source["src"]).replace("mp3", "json")).text)["sentences"]
    shutil.rmtree(portal.folder / "speech")


@pytest.fixture
def asked(page: Page, times: Times) -> list[str]:
    """Return the addresses that the browser asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def play(page: Page) -> Locator:
    """Plays by keyboard alone."""
    audio = page.locator("audio")
    audio.focus()
    page.keyboard.press("Space")
    return audio


def until(page: Page, told: str, value: Any = None) -> None:
    """Waits until the page says so; the policy of our pages stops Playwright's own way."""
    for _moment in range(150):
        if page.evaluate(told, value):
            return
        page.wait_for_timeout(100)
    raise AssertionError(told)


def plain(words: str) -> str:
    return "".join(words.replace("\u2060", "").split())


def test_a_recording_plays_without_scripts(chromium: Browser, portal: Portal, times: Times) -> None:
    with reader(chromium, portal.home, java_script_enabled=False) as (page, watch):
        page.goto(ADDRESS)
        expect(page.get_by_text("read by a computer voice")).to_be_visible()
        with page.expect_response("**/speech/**.mp3") as response:
            play(page)
        assert response.value.status in {200, 206}
        assert watch.complaints == []


def test_nothing_of_a_recording_is_asked_for_before_it_plays(page: Page, asked: list[str]) -> None:
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    assert not [one for one in asked if "/speech/" in one or "recording" in one]
    with page.expect_response("**/speech/**.json"):
        play(page)
    assert [one for one in asked if one.endswith(".mp3")]


def test_each_sentence_lights_up_when_it_is_read(page: Page, times: Times) -> None:
    page.goto(ADDRESS)
    page.evaluate(_NOTE)
    play(page)
    until(page, "() => lit.length > 5")
    lit = page.evaluate("lit")
    starts = {plain(words): start for start, words in reversed(times)}
    order = [plain(words) for _moment, words in lit]
    assert order == [plain(words) for _start, words in times][: len(lit)]
    late = [moment - starts[plain(words)] for moment, words in lit[1:]]
    assert all(-0.05 <= one <= LATE for one in late), late


def test_a_moment_that_is_chosen_lights_up_its_sentence(page: Page, times: Times) -> None:
    page.goto(ADDRESS)
    page.evaluate(_NOTE)
    audio = play(page)
    until(page, "() => lit.length > 0")
    start, words = times[20]
    audio.evaluate("(it, start) => { it.pause(); it.currentTime = start + 0.01; }", start)
    until(page, "words => lit.at(-1)[1].replace(/\\s/g, '') === words", plain(words))


@pytest.mark.parametrize("address", [ADDRESS, "/treatments/surgery/"])
def test_each_sentence_has_its_place_on_the_page(page: Page, times: Times, address: str) -> None:
    page.goto(address)
    audio = page.locator("audio")
    times_of = page.request.get(str(audio.get_attribute("src")).replace("mp3", "json")).json()
    sentences = [words for _start, words in times_of["sentences"]]
    arguments = [sentences, audio.get_attribute("data-from")]
    assert page.evaluate(_UNPLACED, arguments) == []


def test_the_player_stays_in_reach_until_the_end(page: Page, times: Times) -> None:
    page.goto(ADDRESS)
    audio = play(page)
    expect(audio).to_have_attribute("data-started", "")
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(audio).to_be_in_viewport(ratio=1)
    audio.evaluate("it => { it.currentTime = it.duration - 0.05; }")
    expect(audio).not_to_have_attribute("data-started", "")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_page_follows_the_voice_as_the_reader_likes(
    page: Page, times: Times, motion: Any
) -> None:
    page.emulate_media(reduced_motion=motion)
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(ADDRESS)
    page.evaluate("() => { window.scrollBy = ({behavior}) => { window.followed = behavior; }; }")
    audio = play(page)
    audio.evaluate("(it, start) => { it.currentTime = start; }", times[8][0] + 0.01)
    until(page, "() => window.followed")
    assert page.evaluate("() => followed") == ("instant" if motion == "reduce" else "smooth")


def test_the_player_is_no_barrier_and_fits_a_narrow_screen(page: Page, times: Times) -> None:
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(ADDRESS)
    play(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert barriers(page) == []
