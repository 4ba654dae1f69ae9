"""A second factor in a real browser: an app, a recovery code, a passkey."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from tests.browser.editors import PASS_PHRASE
from tests.browser.looking import barriers, reader
from tests.browser.serving import Portal, served_strictly

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Newcomer = Callable[[str], Page]
# A device that confirms at once, without a person.
_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def strict(portal: Portal) -> Iterator[Portal]:
    """A portal that asks everybody."""
    with served_strictly(portal) as running:
        yield running


@pytest.fixture
def newcomer(chromium: Browser, strict: Portal) -> Iterator[Newcomer]:
    """Signs in somebody for the first time. What the console says meanwhile fails the test."""
    with reader(chromium, strict.home) as (page, watch):

        def sign_up(name: str) -> Page:
            words = ("--noinput", "--username", name, "--email", f"{name}@example.org")
            strict.manage("createsuperuser", *words, DJANGO_SUPERUSER_PASSWORD=PASS_PHRASE)
            give_password(page, name)
            return page

        yield sign_up
    assert watch.complaints + watch.strangers == []


def give_password(page: Page, name: str) -> None:
    page.goto("/cms/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASS_PHRASE)
    page.get_by_role("button", name="Sign in").click()


def leave_and_come_back(page: Page, name: str) -> None:
    page.goto("/cms/second-factor/check/")
    page.get_by_role("button", name="Sign out").click()
    give_password(page, name)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def give_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()


def from_app(secret: str, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes(page: Page) -> list[str]:
    """Return what the screen shows once; then on to the editors' side."""
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    codes = page.locator("main li code").all_inner_texts()
    page.get_by_role("link", name="Continue to the editor").click()
    page.wait_for_url(re.compile("^[^?]*/cms/$"))  # not "?next=/cms/"
    return codes


def test_an_app_and_its_recovery_codes_let_in(newcomer: Newcomer) -> None:
    page = newcomer("app")
    expect(page.get_by_role("heading", name="Your second factor")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Set up an app").click()
    assert barriers(page) == []
    page.get_by_text("Cannot scan it?").click()
    secret = page.locator("details code").inner_text()
    give_code(page, from_app(secret))
    codes = recovery_codes(page)
    assert len(set(codes)) == 10

    leave_and_come_back(page, "app")
    assert barriers(page) == []
    give_code(page, "12")
    expect(page.get_by_text("Incorrect code.")).to_be_visible()
    give_code(page, from_app(secret, later=1))  # The one of just now has been used.
    page.wait_for_url(re.compile("^[^?]*/cms/$"))  # not "?next=/cms/"

    leave_and_come_back(page, "app")
    give_code(page, codes[0])
    page.wait_for_url(re.compile("^[^?]*/cms/$"))  # not "?next=/cms/"


def test_a_passkey_lets_in(newcomer: Newcomer) -> None:
    page = newcomer("passkey")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
    page.get_by_role("link", name="Add a passkey").click()
    assert barriers(page) == []
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add").click()
    recovery_codes(page)

    leave_and_come_back(page, "passkey")
    assert barriers(page) == []
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile("^[^?]*/cms/$"))  # not "?next=/cms/"
    page.goto("/cms/second-factor/")
    name = re.compile(r"^\s*My phone")
    expect(page.get_by_role("listitem").filter(has_text=name)).to_be_visible()
