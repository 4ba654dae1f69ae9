"""A running portal and a real browser, once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.addresses import ALIKE, part_of, readable
from tests.browser.editors import (
    OVERTAKEN,
    PASS_PHRASE,
    SUPERUSER,
    TO_MEND,
    SignIn,
    show_password,
)
from tests.browser.looking import Sighting, look, reader
from tests.browser.serving import Answer, Portal, served
from tests.seeded import seeded_folder
from tests.tools import missing

# As long as every other step may take: the editor of a long page is slow while other tests run.
expect.set_options(timeout=15_000)  # milliseconds

_FLAGS = (
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing else can be reached.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


@pytest.fixture(scope="package")
def portal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Portal]:
    """A seeded portal that answers on this machine; not started when there is no browser."""
    folder = tmp_path_factory.mktemp("portal")
    seeded = seeded_folder(request.config.cache.mkdir("databases"))
    shutil.copytree(seeded, folder, dirs_exist_ok=True)
    with served(folder) as running:
        yield running


# Not for the whole session: Playwright's event loop and Django's database do not go together.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        missing("Chromium is missing: install it, or name it in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, portal: Portal) -> Iterator[Page]:
    """A wide page of a new visitor. A complaint in its console fails the test."""
    with reader(chromium, portal.home) as (page, watch):
        yield page
    assert not watch.complaints


@pytest.fixture(scope="package")
def stored(portal: Portal) -> None:
    """Build the static pages, for tests that read every address."""
    portal.manage("static_pages", "rebuild", BASE_URL=portal.home)


@pytest.fixture(scope="package")
def answers(portal: Portal, stored: None) -> dict[str, Answer]:
    """Return what the portal answers at every address that a reader can see."""
    return {address: portal.get(address) for address in readable(portal)}


@pytest.fixture(scope="package")
def seen(
    chromium: Browser, portal: Portal, stored: None
) -> Iterator[Callable[[str], list[Sighting]]]:
    """Looks at each address of a part of the site, once; of terms and answers at some."""
    known: dict[str, list[Sighting]] = {}

    def look_at(part: str) -> list[Sighting]:
        if part not in known:
            addresses = [one for one in readable(portal) if part_of(one) == part]
            few = addresses[:: ALIKE.get(part, 1)]
            known[part] = [look(page, watch, address) for address in few]
        return known[part]

    with reader(chromium, portal.home) as (page, watch):
        yield look_at


@pytest.fixture(scope="package")
def superuser(portal: Portal) -> None:
    """Somebody who may do everything."""
    words = ("--noinput", "--username", SUPERUSER, "--email", "root@example.org")
    portal.manage("createsuperuser", *words, DJANGO_SUPERUSER_PASSWORD=PASS_PHRASE)


@pytest.fixture(scope="package")
def keys() -> dict[str, Any]:
    """The cookies of those who have signed in already."""
    return {}


@pytest.fixture
def sign_in(
    chromium: Browser, portal: Portal, superuser: None, keys: dict[str, Any]
) -> Iterator[SignIn]:
    """Signs somebody in. What the console or a stranger says meanwhile fails the test."""
    with ExitStack() as stack:
        watches = []

        def as_user(name: str) -> Page:
            how = {"viewport": {"width": 1280, "height": 1000}, "storage_state": keys.get(name)}
            page, watch = stack.enter_context(reader(chromium, portal.home, **how))
            watches.append(watch)
            if name not in keys:
                known = PASS_PHRASE if name == SUPERUSER else portal.password_of(name)
                show_password(page, name, known)
                keys[name] = page.context.storage_state()
            return page

        yield as_user
    heard = [one for watch in watches for one in watch.complaints + watch.strangers]
    assert [one for one in heard if not (OVERTAKEN.search(one) or TO_MEND.search(one))] == []
