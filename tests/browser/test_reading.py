"""A patient or a relative reads: with a mouse, with a keyboard, with and without scripts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from tests.browser.addresses import HARD_TRUTH, KINDS
from tests.browser.documents import captions, questions, tables
from tests.browser.looking import NARROW, barriers, barriers_on_a_phone, reader
from tests.browser.serving import Portal

pytestmark = pytest.mark.browser

STEPS = ["local-invasion", "intravasation", "circulation", "extravasation", "colonization"]
FOCUSED = "document.activeElement"


_OLD_PHONE = {"java_script_enabled": False, "viewport": {"width": NARROW, "height": 640}}


@pytest.fixture(params=[{}, _OLD_PHONE], ids=["at a desk", "on a small phone without scripts"])
def any_page(request: pytest.FixtureRequest, chromium: Browser, portal: Portal) -> Iterator[Page]:
    """A page at a desk, and one on the smallest screen whose browser runs no scripts."""
    with reader(chromium, portal.home, **request.param) as (page, _watch):
        yield page


@pytest.fixture
def phone(chromium: Browser, portal: Portal) -> Iterator[Page]:
    """A page on a small phone."""
    with reader(chromium, portal.home, viewport={"width": NARROW, "height": 640}) as (page, _watch):
        yield page


# As if a hospital had set its numbers.
_FOUR_CELLS = """() => document.querySelector('.help-bar a').insertAdjacentHTML('afterend',
  ['Emergency <b>911', 'Crisis line <b>988', 'Care team <b>555-010-2233']
  .map(words => `<a href="tel:1">${words}</b></a>`).join(''))"""


@pytest.mark.parametrize("are_set", [False, True], ids=["no numbers", "with numbers"])
def test_the_first_screen_of_a_phone_says_what_to_do_now(
    chromium: Browser, portal: Portal, are_set: bool
) -> None:
    with reader(chromium, portal.home, viewport={"width": 360, "height": 800}) as (page, _watch):
        page.goto("/")
        if are_set:
            page.evaluate(_FOUR_CELLS)
        call = page.get_by_role("complementary", name="Worried now?")
        expect(call.get_by_role("link", name="When to call")).to_be_in_viewport(ratio=1)
        ways = page.get_by_role("region", name="Where would you like to begin?").locator("li")
        assert ways.count() == 6
        for way in ways.all():
            expect(way).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="Search")).to_be_in_viewport(ratio=1)


def test_the_way_from_home_leads_through_all_five_steps(any_page: Page) -> None:
    any_page.goto("/")
    any_page.get_by_role("link", name="Cells push into nearby tissue").click()
    for number, step in enumerate(STEPS, start=1):
        if number > 1:
            any_page.locator("a[rel=next]").click()
        any_page.wait_for_url(f"**/how-cancer-spreads/{step}/")
        here = any_page.get_by_role("navigation", name="The five steps").locator("[aria-current]")
        expect(here).to_contain_text(str(number))
    expect(any_page.locator("a[rel=next]")).to_have_count(0)


def test_the_way_back_leads_to_the_first_step(any_page: Page) -> None:
    any_page.goto("/how-cancer-spreads/colonization/")
    for step in reversed(STEPS[:-1]):
        any_page.locator("a[rel=prev]").click()
        any_page.wait_for_url(f"**/how-cancer-spreads/{step}/")
    expect(any_page.locator("a[rel=prev]")).to_have_count(0)


def test_a_question_opens_and_leads_to_its_own_page(any_page: Page) -> None:
    any_page.goto("/faq/")
    question = any_page.locator("details", has_text="Can it be cured?")
    link = question.get_by_role("link")
    expect(link).to_be_hidden()
    question.locator("summary").click()
    link.click()
    expect(any_page.get_by_role("heading", level=1)).to_have_text("Can it be cured?")


def test_a_word_is_found_by_searching(any_page: Page) -> None:
    any_page.goto("/")
    any_page.get_by_role("searchbox", name="Or look for a word or a question").fill("chemotherapy")
    any_page.get_by_role("button", name="Search").click()
    assert any_page.url.endswith("/search/?q=chemotherapy")
    any_page.get_by_role("link", name="Chemotherapy", exact=True).first.click()
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Chemotherapy")


def test_a_lost_reader_finds_the_way_on(any_page: Page) -> None:
    any_page.goto(KINDS["not found"])
    any_page.get_by_role("link", name="Go to the first page").click()
    expect(any_page.get_by_role("heading", level=1)).to_have_text("When cancer spreads")


def test_the_hard_part_stays_shut_until_it_is_opened(any_page: Page) -> None:
    any_page.goto(HARD_TRUTH)
    part = any_page.locator("#closed")
    truth = part.get_by_text("treat but not cure")
    assert truth.count() == 1
    expect(truth).to_be_hidden()
    part.locator(".to-open").click()
    expect(truth).to_be_visible()
    part.locator(".to-close").click()
    expect(truth).to_be_hidden()


def test_a_link_leads_to_a_closed_part_and_leaves_it_shut(any_page: Page) -> None:
    any_page.goto(f"{HARD_TRUTH}#closed-3")
    part = any_page.locator("#closed-3")
    expect(part.locator("summary")).to_be_in_viewport()
    expect(part.locator("p").first).to_be_hidden()


def test_the_focus_of_an_open_part_cuts_none_of_its_lines(page: Page) -> None:
    page.goto(HARD_TRUTH)
    summary = page.locator("#closed summary")
    summary.press("Enter")
    expect(summary).to_be_focused()
    ring = summary.evaluate(
        "it => parseFloat(getComputedStyle(it).outlineWidth)"
        " + parseFloat(getComputedStyle(it).outlineOffset)"
    )
    below = _box(summary)["y"] + _box(summary)["height"] + ring
    assert ring > 0
    assert _box(page.locator("#closed p").first)["y"] >= below


def test_a_listener_hears_what_is_in_a_closed_part(page: Page) -> None:
    page.goto(HARD_TRUTH)
    heard = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    names = [
        node["name"]["value"] for node in heard if node["role"]["value"] == "DisclosureTriangle"
    ]
    assert any(
        "Whether it can be cured. This part opens when you choose" in one for one in names
    ), names


def test_a_citation_leads_to_its_source_and_back(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    page.get_by_role("link", name="Source 1", exact=True).first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()
    page.get_by_role("link", name="Back to where source 1 is first cited").click()
    expect(page.locator("#cite-1")).to_be_in_viewport()


def test_a_citation_opens_a_folded_list_of_sources(any_page: Page) -> None:
    any_page.goto("/understanding/where-cancer-spreads/")
    source = any_page.locator("#source-2")
    expect(source).to_be_hidden()
    any_page.get_by_role("link", name="Source 2", exact=True).first.click()
    expect(source).to_be_in_viewport()


def test_what_is_copied_keeps_the_brackets_of_its_citations(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.key-points li'))")
    assert "[1]" in page.evaluate("getSelection().toString()")


def test_ticked_questions_are_ticked_in_the_booklet(any_page: Page) -> None:
    any_page.goto("/faq/how-long/")
    question = "What should I do soon, and what can wait?"
    any_page.get_by_label(question).check()
    any_page.get_by_role("button", name="Put all that you ticked in a new booklet").click()
    expect(any_page.get_by_label(question)).to_be_checked()
    expect(
        any_page.get_by_label("Who can support me and the people close to me?")
    ).not_to_be_checked()


def test_the_ticks_of_every_list_of_a_page_arrive_in_the_booklet(any_page: Page) -> None:
    any_page.goto("/understanding/questions-to-ask/")
    lists = any_page.locator(".questions")
    assert lists.count() > 2
    ticked = [one.locator("label").first for one in lists.all()]
    for label in ticked:
        label.get_by_role("checkbox").check()
    asked = [label.inner_text() for label in ticked]
    lists.nth(1).get_by_role("button", name="Put all that you ticked").click()
    any_page.wait_for_url("**/booklet/?**")
    for question in asked:
        expect(any_page.get_by_label(question)).to_be_checked()


def _meaning(page: Page, word: Locator) -> Locator:
    return page.locator(str(word.get_attribute("href")))


def test_the_meaning_of_a_word_opens_and_closes_by_keyboard(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    word = page.locator("a.term").first
    _tab_to(page, word)
    meaning = _meaning(page, word)
    expect(meaning).to_be_hidden()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()
    assert page.url.endswith("/how-cancer-spreads/")


def test_a_word_opens_its_meaning_where_the_reader_is(any_page: Page) -> None:
    any_page.goto("/how-cancer-spreads/")
    word = any_page.locator("a.term").first
    word.click()
    expect(_meaning(any_page, word)).to_be_in_viewport(ratio=1)
    expect(word).to_be_in_viewport()
    _meaning(any_page, word).get_by_role("link", name="Back to the text").click()
    expect(_meaning(any_page, word)).to_be_hidden()
    expect(word).to_be_in_viewport()


def test_a_word_leads_to_its_meaning_in_browsers_without_popovers(page: Page) -> None:
    page.add_init_script("delete HTMLElement.prototype.showPopover")
    page.goto("/how-cancer-spreads/")
    word = page.locator("a.term").first
    word.click()
    expect(_meaning(page, word)).to_be_in_viewport()
    _meaning(page, word).get_by_role("link", name="Back to the text").click()
    expect(_meaning(page, word)).to_be_hidden()
    expect(word).to_be_in_viewport()


def test_a_word_stays_in_its_sentence_in_the_reader_mode_of_a_browser(page: Page) -> None:
    """It takes buttons out of a text; a word must not go with them."""
    page.goto("/understanding/what-is-metastasis/")
    assert page.locator(".text :is(p, li) button").count() == 0


def test_a_patient_finds_an_answer_by_keyboard_alone(page: Page) -> None:
    page.goto("/search/")
    _tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("imunotherapy")
    page.keyboard.press("Enter")
    _tab_to(page, page.get_by_role("link", name="Immunotherapy", exact=True).first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Immunotherapy")
    # The contents of a long page lead past its text.
    _tab_to(page, page.locator("nav.sidebar").get_by_role("link", name="Questions to ask").last)
    page.keyboard.press("Enter")
    expect(page.locator("form.questions")).to_be_in_viewport()
    _tab_to(page, page.get_by_role("button", name="Yes", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")


def test_an_open_meaning_comes_next_in_the_order_of_the_keyboard(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    word = page.locator("a.term").first
    word.press("Enter")
    meaning = _meaning(page, word)
    expect(meaning).to_be_focused()
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(meaning.get_by_role("link", name="Back to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_a_meaning_closes_when_the_keyboard_leaves_it(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    word = page.locator("a.term").first
    word.press("Enter")
    meaning = _meaning(page, word)
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(meaning).to_be_hidden()
    assert page.evaluate(f"{FOCUSED}.matches('a, button, summary, input')")


def test_a_meaning_is_not_cut_in_a_small_window(chromium: Browser, portal: Portal) -> None:
    how = {"viewport": {"width": 320, "height": 225}}
    with reader(chromium, portal.home, **how) as (page, _watch):
        page.goto("/how-cancer-spreads/")
        word = page.locator("a.term").first
        word.click()
        meaning = _meaning(page, word)
        box = _box(meaning)
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 225
        expect(meaning.locator("dfn")).to_be_in_viewport(ratio=1)
        back = meaning.get_by_role("link", name="Back to the text")
        back.scroll_into_view_if_needed()
        expect(back).to_be_in_viewport(ratio=0.95)


def test_an_open_meaning_holds_no_barrier(page: Page) -> None:
    page.goto("/how-cancer-spreads/")
    page.locator("a.term").first.click()
    assert barriers(page) == []


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_axe_finds_no_barrier_on_a_page_as_it_comes(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home) as (page, _watch):
        page.goto(address)
        assert barriers_on_a_phone(page) == []  # test_every_screen.py looks with all opened


def test_a_typo_leads_to_the_answer(any_page: Page) -> None:
    any_page.goto("/search/?q=imunotherapy")
    any_page.get_by_role("link", name="Immunotherapy", exact=True).first.click()
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Immunotherapy")


def test_a_search_is_narrowed_to_questions(any_page: Page) -> None:
    any_page.goto("/search/?q=scan")
    only = any_page.get_by_role("navigation", name="Show only")
    questions = only.get_by_role("link", name="Questions")
    fold = only.locator("summary")
    if fold.is_visible():  # on a phone, the results come first
        expect(questions).to_be_hidden()
        fold.click()
    questions.click()
    any_page.wait_for_url("**kind=**")
    kinds = {one.inner_text() for one in any_page.locator(".results .label").all()}
    assert kinds == {"Question"}


def test_a_reader_says_that_a_page_did_not_help_and_why(any_page: Page) -> None:
    any_page.goto("/treatments/surgery/")
    any_page.get_by_role("button", name="No", exact=True).click()
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("What was missing?")
    any_page.get_by_role("button", name="It was hard to understand").click()
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    any_page.get_by_role("link", name="Surgery").first.click()
    assert any_page.url.endswith("/treatments/surgery/")


def test_a_word_leads_to_the_pages_that_use_it(any_page: Page) -> None:
    any_page.goto("/glossary/lymph-vessel/")
    used = any_page.get_by_role("link", name="Cells enter a vessel")
    used.click()
    expect(any_page.get_by_role("heading", level=1)).to_contain_text("Cells enter a vessel")


@pytest.mark.parametrize("address", ["/treatments/surgery/", "/search/?q=blood", "/booklet/"])
def test_at_400_percent_nothing_is_lost_or_scrolls_sideways(
    chromium: Browser, portal: Portal, address: str
) -> None:
    # 1280 px at 400 % leave 320 px of room, each of them four times as large.
    how = {"viewport": {"width": 320, "height": 225}, "device_scale_factor": 4}
    with reader(chromium, portal.home, **how) as (page, _watch):
        page.goto(address)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/treatments/",
        "/how-cancer-spreads/circulation/",
        "/faq/how-long/",
        "/glossary/",
        "/topics/surgery/",
        "/treatments/surgery/",
    ],
)
def test_with_text_twice_as_large_nothing_runs_off_a_phone(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home, viewport={"width": 360, "height": 800}) as (page, _watch):
        page.goto(address)
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        assert page.evaluate(_RUN_OFF) == []


# What stands in the text of a page and is wider than the window.
_RUN_OFF = """() => [...document.querySelectorAll('main :is(a, p, li, b, label, button, h1, h2)')]
  .filter(it => it.checkVisibility() && !it.closest('.art-journey'))
  .filter(it => getComputedStyle(it).clipPath === 'none')
  .filter(it => it.getBoundingClientRect().right > innerWidth)
  .map(it => it.textContent.slice(0, 60))"""


_VOICES = """
const spoken = self.spoken = [];
Object.defineProperty(self, "SpeechSynthesisUtterance", {
  value: class { constructor(text) { this.text = text; } } });
Object.defineProperty(self, "speechSynthesis", { value: {
  getVoices: () => VOICES, speak: (one) => spoken.push(one), cancel: () => {} } });
"""


def _with_voices(page: Page, *voices: dict[str, object]) -> None:
    """Gives the browser these voices, and notes what is spoken in `spoken`."""
    page.add_init_script(_VOICES.replace("VOICES", json.dumps(voices)))


_LOCAL = {"name": "local", "lang": "en_US", "localService": True}
_REMOTE = {"name": "remote", "lang": "en-US", "localService": False}
_GERMAN = {"name": "german", "lang": "de-DE", "localService": True}


def _spoken(page: Page) -> list[str]:
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_role("button", name="Stop reading aloud")).to_be_visible()
    spoken = page.evaluate("spoken.map(one => [one.text, one.voice.name])")
    assert {voice for _text, voice in spoken} == {"local"}
    return [text.replace("\xa0", " ") for text, _voice in spoken]


def test_listening_reads_tables_and_captions_and_no_list_of_links(page: Page) -> None:
    _with_voices(page, _GERMAN, _REMOTE, _LOCAL)
    page.goto("/treatments/")
    spoken = _spoken(page)
    ((caption, rows),) = tables("treatments/index").items()
    to_hear = [caption, *captions("treatments/index"), *questions("treatments/index")]
    to_hear += _told_in_rows(rows)
    assert len(rows) == 8
    assert captions("treatments/index")
    assert [words for words in to_hear if words not in spoken] == []
    assert not [text for text in spoken if text in {"Read on", "More on this", "About this page"}]
    assert not [text for text in spoken if re.search(r"\[\d", text)]


def _told_in_rows(rows: list[list[str]]) -> list[str]:
    """Each row of a table after the first: every cell follows the heading of its column."""
    (_corner, *headings), *rest = rows
    return [_row_as_read(name, dict(zip(headings, cells, strict=True))) for name, *cells in rest]


def _row_as_read(name: str, cells: dict[str, str]) -> str:
    lines = [name, *(f"{heading}: {cell}" for heading, cell in cells.items())]
    return " ".join(line if line.endswith((".", "!", "?")) else f"{line}." for line in lines)


def test_listening_reads_the_answer_and_names_what_is_closed(page: Page) -> None:
    _with_voices(page, _LOCAL)
    page.goto("/faq/can-it-be-cured/")
    spoken = _spoken(page)
    assert spoken[0] == "Can it be cured?"
    assert spoken[1].startswith("It depends on your cancer")
    assert "This part opens when you choose." in spoken
    assert not [text for text in spoken if "treat but not cure" in text]


def test_the_way_to_stop_listening_stays_in_reach(page: Page) -> None:
    _with_voices(page, _LOCAL)
    page.goto("/treatments/")
    _spoken(page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    stop = page.get_by_role("button", name="Stop reading aloud")
    expect(stop).to_be_in_viewport(ratio=1)
    stop.click()
    expect(page.get_by_role("button", name="Listen")).to_have_count(1)


@pytest.mark.parametrize("voices", [[], [_REMOTE], [_GERMAN, _REMOTE]], ids=len)
def test_without_a_voice_of_the_device_for_this_language_nobody_can_listen(
    page: Page, voices: list[dict[str, object]]
) -> None:
    _with_voices(page, *voices)
    page.goto("/treatments/")
    expect(page.locator("button.listen")).to_be_hidden()


@pytest.mark.parametrize("width", [NARROW, 1280])
@pytest.mark.parametrize("address", ["/treatments/", "/understanding/where-cancer-spreads/"])
def test_a_listener_hears_a_table_as_a_table(
    chromium: Browser, portal: Portal, address: str, width: int
) -> None:
    """Its cells become blocks where there is no room, and must not stop being cells."""
    with reader(chromium, portal.home, viewport={"width": width, "height": 800}) as (page, _watch):
        page.goto(address)
        heard = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(node["role"]["value"] for node in heard if not node.get("ignored"))
        seen = {tag: page.locator(f"table {tag}").count() for tag in ("tbody tr", "td", "thead th")}
        assert roles["table"] == page.locator("table").count()
        assert roles["row"] == seen["tbody tr"] + roles["table"]
        assert roles["rowheader"] == seen["tbody tr"]
        assert roles["cell"] == seen["td"]
        assert roles["columnheader"] == seen["thead th"]


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_from_right_to_left_nothing_scrolls_sideways(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home, viewport={"width": NARROW, "height": 640}) as (page, _watch):
        page.goto(address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_no_line_break_tears_a_word_from_its_comma(
    chromium: Browser, portal: Portal, address: str
) -> None:
    with reader(chromium, portal.home) as (page, _watch):
        page.goto(address)
        torn = []
        for width in range(NARROW, 1300, 140):
            page.set_viewport_size({"width": width, "height": 800})
            torn += [f"{width} px: {words}" for words in page.evaluate(_TORN)]
        assert torn == []


# Explained words that stand on another line than the comma after them or the bracket before them.
_TORN = """() => [...document.querySelectorAll('a.term')].flatMap(term => {
  const beside = (node, pattern) => {
    const found = node?.nodeType === Node.TEXT_NODE && pattern.exec(node.data);
    if (!found) return null;
    const range = document.createRange(), at = found.index + found[0].search(/[^\u2060]/);
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const box = term.getBoundingClientRect();
  const before = beside(term.previousSibling, /[^\\s\u2060]\u2060*$/);
  const after = beside(term.nextSibling, /^\u2060*[^\\s\u2060]/);
  const torn = (before && before.bottom < box.top) || (after && after.top > box.bottom);
  return torn ? [term.parentElement.innerText] : [];
})"""


# Not where nothing is: the browser reports a 404 in the console, and the page is like the others.
@pytest.mark.parametrize("address", [one for one in KINDS.values() if one != KINDS["not found"]])
def test_the_skip_link_is_first_and_leads_to_the_text(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page text")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.closest('main') !== null")


def test_whatever_has_the_focus_shows_it(page: Page) -> None:
    page.goto("/treatments/surgery/")
    for _ in range(40):
        page.keyboard.press("Tab")
        shown = page.evaluate(f"getComputedStyle({FOCUSED}).outlineStyle")
        assert shown != "none", page.evaluate(f"{FOCUSED}.outerHTML")


def test_on_a_desk_what_narrows_a_search_stands_beside_its_results(page: Page) -> None:
    page.goto("/search/?q=pain")
    only = page.get_by_role("navigation", name="Show only")
    kinds, topics = only.locator("ul").all()
    assert kinds.get_by_role("link").count() > 2
    assert topics.get_by_role("link").count() > 2
    for way in only.get_by_role("link").all():
        expect(way).to_be_visible()
    ways, first = _box(only), _box(page.locator(".results > li").first)
    assert ways["x"] >= first["x"] + first["width"]
    assert ways["y"] <= first["y"]


def test_on_a_desk_the_drawing_of_a_head_runs_through_no_link(page: Page) -> None:
    page.goto("/faq/")
    drawing = _box(page.locator(".decoration"))["x"]
    links = page.locator(".page-header .topics a")
    assert links.count() > 3
    assert max(_box(link)["x"] + _box(link)["width"] for link in links.all()) <= drawing


def _box(shown: Locator) -> FloatRect:
    box = shown.bounding_box()
    assert box is not None
    return box


def test_on_a_phone_the_contents_fold_out(phone: Page) -> None:
    phone.goto("/")
    contents = phone.get_by_role("navigation", name="Contents")
    expect(contents).to_be_hidden()
    phone.locator("summary", has_text="Contents").click()
    contents.get_by_role("link", name="Treatments").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Treatments")


def test_on_a_phone_a_table_is_still_a_table_to_a_screen_reader(phone: Page) -> None:
    phone.goto("/treatments/")
    table = phone.get_by_role("table", name="Seven treatments")
    assert table.get_by_role("row").count() == 8
    assert table.get_by_role("rowheader").count() == 7


def _tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate(f"target => target === {FOCUSED}"):
            return
    pytest.fail("The keyboard does not reach it.")
