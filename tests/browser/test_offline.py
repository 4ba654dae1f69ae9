"""A patient keeps the guide on a phone, loses the network, and never reads what was withdrawn."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looking import barriers, reader
from tests.browser.serving import Portal, free_port, served_beside

pytestmark = pytest.mark.browser

# Texts of our own, so that tests can withdraw them: `_MAKE_TEXTS` copies others.
ANSWER, OTHER_ANSWER = ("faq.FAQItem", "kept-answer"), ("faq.FAQItem", "other-answer")
WORD = ("glossary.GlossaryTerm", "kept-word")
TEXTS = (ANSWER, OTHER_ANSWER, WORD)
ANSWER_URL, WORD_URL, SURGERY = "/faq/kept-answer/", "/glossary/kept-word/", "/treatments/surgery/"
BOOKLET = "/booklet/print/?p=treatments/surgery&p=faq/other-answer"
PHONE = {"viewport": {"width": 360, "height": 800}}
# A phone keeps what the store has a row of: these are enough, as all would take a minute each time.
_STORED = ["/", "/faq/", SURGERY, ANSWER_URL, "/faq/other-answer/", WORD_URL]
_MAKE_TEXTS = f"""
from uuid import uuid4
from django.apps import apps
from django.db import transaction
from portal.static_pages.builder import build_waiting
from portal.static_pages.invalidation import schedule
from portal.static_pages.models import StaticPage
with transaction.atomic():
    for name, slug in {TEXTS}:
        text = apps.get_model(name).objects.filter(live=True).order_by("slug").first()
        text.pk, text.translation_key, text.slug = None, uuid4(), slug
        text.live_revision = text.latest_revision = None
        text.question = text.term = slug
        text.save()
StaticPage.objects.all().delete()
schedule({_STORED})
build_waiting()
"""
_WITHDRAW = """
from django.apps import apps
from django.db import transaction
with transaction.atomic():
    for name, slug in {texts}:
        text = apps.get_model(name).objects.get(slug=slug)
        text.live = False
        text.save()
"""
# What a browser holds of a site.
_HELD = """async () => [...(await caches.keys()),
  ...(await navigator.serviceWorker.getRegistrations()).map(({scope}) => scope)]"""
_MAKE_OLDER = """async (days) => {
  const [name] = await caches.keys(), cache = await caches.open(name);
  const list = await (await cache.match('/offline.json')).json();
  list.date = new Date(Date.now() - days * 86400000).toISOString().slice(0, 10);
  await cache.put('/offline.json', new Response(JSON.stringify(list)));
}"""
# Resolves when the list has been read again after a page came.
_WAIT_FOR_LIST = """async () => {
  while (!(await caches.match('/offline.json'))) await new Promise(done => setTimeout(done, 50));
}"""


@pytest.fixture(scope="module")
def texts(portal: Portal) -> Iterator[None]:
    """Texts of our own that a phone can keep."""
    portal.manage("shell", "-c", _MAKE_TEXTS)
    yield
    withdraw(portal, *TEXTS)


def withdraw(portal: Portal, *texts: tuple[str, str]) -> None:
    portal.manage("shell", "-c", _WITHDRAW.format(texts=texts))


@pytest.fixture
def phone(chromium: Browser, portal: Portal, texts: None) -> Iterator[Page]:
    """A phone that keeps the guide. A complaint in its console fails the test."""
    with reader(chromium, portal.home, **PHONE) as (page, watch):
        keep_guide(page)
        yield page
    assert [one for one in watch.complaints if "ERR_INTERNET_DISCONNECTED" not in one] == []


def keep_guide(page: Page) -> None:
    page.goto("/offline/")
    page.get_by_role("main").get_by_role("button", name="Keep this guide on my phone").click()
    status = page.get_by_role("status")
    expect(status).to_contain_text(re.compile(r"All \d+ pages are kept on this phone"))
    expect(status).to_be_focused()


def read(page: Page, address: str) -> None:
    """Opens a page with a network, until the worker has read the list as well."""
    page.goto(address)
    page.evaluate(_WAIT_FOR_LIST)


def expect_nothing_held(page: Page) -> None:
    for _attempt in range(100):
        if page.evaluate(_HELD) == []:
            return
        page.wait_for_timeout(100)
    pytest.fail(str(page.evaluate(_HELD)))


def expect_kept(page: Page, address: str) -> None:
    page.goto(address)
    banner = page.get_by_role("complementary", name="You are offline")
    expect(banner).to_contain_text(re.compile(r"kept on \w+ \d+, 20\d\d"))
    expect(page).to_have_url(re.compile(re.escape(address)))


def expect_not_kept(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on your phone")


def test_a_phone_shows_what_it_kept_and_never_what_was_withdrawn(
    chromium: Browser, portal: Portal, texts: None
) -> None:
    port = free_port()
    with reader(chromium, f"http://127.0.0.1:{port}", **PHONE) as (page, watch):
        with served_beside(portal, port):
            keep_guide(page)
            read(page, ANSWER_URL)
            assert watch.complaints == []
        for address in (ANSWER_URL, WORD_URL, SURGERY, "/"):
            expect_kept(page, address)
        expect_not_kept(page, "/search/?q=pain")
        page.get_by_role("link", name="Go to the first page").click()
        expect(page.get_by_role("complementary", name="You are offline")).to_be_visible()
        withdraw(portal, ANSWER, WORD)
        expect_kept(page, WORD_URL)
        with served_beside(portal, port):
            read(page, ANSWER_URL)
            expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
        for address in (ANSWER_URL, WORD_URL):
            expect_not_kept(page, address)
        expect_kept(page, SURGERY)
        assert watch.strangers == []


def test_no_copy_is_shown_while_the_list_could_not_be_read(phone: Page) -> None:
    phone.context.route("**/offline.json", lambda route: route.abort())
    phone.goto(SURGERY)
    phone.context.set_offline(True)
    for address in (SURGERY, "/"):
        expect_not_kept(phone, address)
    phone.context.set_offline(False)
    phone.context.unroute("**/offline.json")
    read(phone, SURGERY)
    phone.context.set_offline(True)
    expect_kept(phone, SURGERY)


def test_a_list_that_was_asked_for_before_a_page_came_does_not_count(phone: Page) -> None:
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    phone.context.route("**/offline.json", hold)
    for address in ("/", SURGERY):
        phone.goto(address)
        phone.wait_for_timeout(500)
    asked[0].continue_()
    phone.wait_for_timeout(500)
    phone.context.set_offline(True)
    expect_not_kept(phone, SURGERY)


def test_a_slow_page_is_waited_for(phone: Page) -> None:
    phone.context.route(f"**{SURGERY}", lambda route: (time.sleep(5), route.continue_()))
    begun = time.monotonic()
    phone.goto(SURGERY)
    assert time.monotonic() - begun >= 5
    expect(phone.get_by_role("complementary", name="You are offline")).to_have_count(0)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Surgery")


def test_a_phone_without_room_says_so(page: Page, portal: Portal, texts: None) -> None:
    room = {"origin": portal.home, "quotaSize": 40_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
    page.goto("/offline/")
    page.get_by_role("main").get_by_role("button", name="Keep this guide on my phone").click()
    expect(page.get_by_role("status")).to_contain_text("There is no more room")
    expect(page.get_by_role("main").get_by_role("button")).to_be_visible()


def test_a_phone_deletes_everything_when_the_list_is_gone(phone: Page) -> None:
    phone.context.route("**/offline.json", lambda route: route.fulfill(status=410))
    phone.goto(SURGERY)
    expect_nothing_held(phone)


def test_who_does_not_ask_gets_no_worker_and_no_request_more(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", SURGERY, BOOKLET):
        page.goto(address)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if re.search(r"offline|sw\.js|manifest", url)] == []
    assert page.evaluate(_HELD) == []
    page.goto("/offline/")
    expect(page.get_by_role("status")).to_contain_text("The whole guide is")
    assert page.evaluate(_HELD) == []


def test_without_scripts_the_page_says_what_is_needed(chromium: Browser, portal: Portal) -> None:
    with reader(chromium, portal.home, java_script_enabled=False, **PHONE) as (page, _watch):
        page.goto("/offline/")
        expect(page.get_by_role("status")).to_contain_text("your browser must run scripts")
        expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_a_browser_that_stores_nothing_says_so(page: Page) -> None:
    page.add_init_script(
        "ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no'));"
    )
    page.goto("/offline/")
    page.get_by_role("main").get_by_role("button", name="Keep this guide on my phone").click()
    expect(page.get_by_role("status")).to_contain_text("This browser keeps nothing")
    expect(page.get_by_role("main").get_by_role("button")).to_be_visible()


def test_an_old_copy_warns_and_a_very_old_one_is_gone(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.evaluate(_MAKE_OLDER, 31)
    expect_kept(phone, SURGERY)
    banner = phone.get_by_role("complementary", name="You are offline")
    expect(banner).to_contain_text("Ask your care team before you act on it")
    phone.evaluate(_MAKE_OLDER, 91)
    for address in (SURGERY, "/"):
        expect_not_kept(phone, address)
    assert phone.evaluate("caches.match('/offline.json').then(Boolean)") is False


def test_forgetting_frees_everything_also_without_a_network(phone: Page) -> None:
    phone.context.set_offline(True)
    phone.goto("/offline/")
    phone.get_by_role("link", name="Forget it").click()
    expect(phone.get_by_role("status")).to_have_text("Nothing is kept on this phone any more.")
    assert phone.evaluate(_HELD) == []
    phone.context.set_offline(False)
    phone.goto(SURGERY)
    phone.wait_for_timeout(500)
    assert phone.evaluate(_HELD) == []
    keep_guide(phone)


def test_the_way_out_clears_everything(phone: Page) -> None:
    phone.goto("/offline/forget/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Nothing is kept on this phone")
    assert phone.evaluate(_HELD) == []


def test_a_booklet_is_kept_until_one_of_its_chapters_changes(phone: Page, portal: Portal) -> None:
    phone.goto(BOOKLET)
    phone.get_by_role("button", name="Keep this booklet on my phone").click()
    expect(phone.get_by_role("status")).to_have_text("This booklet is kept on this phone.")
    phone.context.set_offline(True)
    phone.goto("/offline/")
    phone.get_by_role("region", name="Booklets on this phone").get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1).first).to_have_text("My booklet")
    expect(phone.get_by_role("complementary", name="You are offline")).to_be_visible()
    phone.context.set_offline(False)
    withdraw(portal, OTHER_ANSWER)
    read(phone, SURGERY)
    phone.context.set_offline(True)
    expect_not_kept(phone, BOOKLET)


def test_nothing_of_an_editor_is_kept(phone: Page) -> None:
    read(phone, "/cms/login/")
    phone.context.set_offline(True)
    kept: list[Any] = phone.evaluate(
        "caches.open('guide').then(one => one.keys()).then(keys => keys.map(({url}) => url))"
    )
    assert [url for url in kept if re.search(r"/(cms|search|feedback|health)/", url)] == []


def test_axe_finds_no_barrier_around_keeping(phone: Page) -> None:
    assert barriers(phone) == []
    phone.context.set_offline(True)
    phone.evaluate(_MAKE_OLDER, 31)
    expect_kept(phone, SURGERY)
    assert barriers(phone) == []
    expect_not_kept(phone, "/search/")
    assert barriers(phone) == []
