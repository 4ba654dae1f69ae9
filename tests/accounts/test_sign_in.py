"""Test who guesses passwords is held back, who signs in is noted, and a session ends."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
RIGHT, WRONG = "a right long password", "a wrong long password"
HOME, ELSEWHERE = "203.0.113.1", "198.51.100.7"
LOCKED = 429


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def ada() -> Any:
    user = UserFactory(username="ada", email="ada@example.org", is_superuser=True)
    user.set_password(RIGHT)
    user.save()
    return user


def sign_in(
    password: str = RIGHT, name: str = "ada", address: str = HOME, **more: Any
) -> HttpResponse:
    """Return what a new browser is answered that sends a name and a password."""
    data = {"username": name, "password": password, "next": "/cms/"}
    return Client().post("/cms/login/", data, REMOTE_ADDR=address, **more)


def fail(times: int, **where: Any) -> list[int]:
    """The status of each of so many wrong passwords."""
    return [sign_in(WRONG, **where).status_code for _time in range(times)]


def gets_in(**where: Any) -> bool:
    response = sign_in(**where)
    return response.status_code == 302 and response["Location"] == "/cms/"


def words(response: HttpResponse) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def noted(caplog: pytest.LogCaptureFixture) -> list[dict[str, str]]:
    """Return what the log of sign-ins says."""
    return [json.loads(one.message) for one in caplog.records if one.name == "portal.sign_in"]


# The lock


def test_the_fifth_wrong_password_locks() -> None:
    assert fail(5) == [200, 200, 200, 200, LOCKED]


def test_the_right_password_does_not_open_a_lock() -> None:
    fail(5)
    assert sign_in().status_code == LOCKED
    assert "sessionid" not in sign_in().cookies


def test_another_name_is_not_locked() -> None:
    bea = UserFactory(username="bea", is_superuser=True)
    bea.set_password(RIGHT)
    bea.save()
    fail(5)
    assert gets_in(name="bea")


def test_nobody_is_locked_out_from_another_address() -> None:
    fail(5)
    assert gets_in(address=ELSEWHERE)


def test_a_lock_ends_after_a_quarter_of_an_hour(noon: time_machine.Coordinates) -> None:
    fail(5)
    noon.shift(timedelta(minutes=14, seconds=59))
    assert not gets_in()
    noon.shift(timedelta(seconds=2))
    assert gets_in()


def test_trying_while_it_lasts_makes_a_lock_no_longer(noon: time_machine.Coordinates) -> None:
    fail(5)
    noon.shift(timedelta(minutes=14))
    assert fail(3) == [LOCKED] * 3
    noon.shift(timedelta(minutes=1, seconds=1))
    assert gets_in()


def test_after_a_lock_the_count_begins_anew(noon: time_machine.Coordinates) -> None:
    fail(5)
    noon.shift(timedelta(minutes=16))
    assert fail(5) == [200, 200, 200, 200, LOCKED]


def test_a_success_forgets_what_went_wrong_before() -> None:
    fail(4)
    assert gets_in()
    assert fail(4) == [200] * 4
    assert gets_in()


def test_another_browser_at_the_same_address_starts_no_new_count() -> None:
    browsers = [sign_in(WRONG, HTTP_USER_AGENT=f"browser {n}").status_code for n in range(5)]
    assert browsers[-1] == LOCKED
    assert not gets_in()


def test_behind_a_proxy_the_client_is_who_the_proxy_saw(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    proxy = "127.0.0.1"
    fail(5, address=proxy, HTTP_X_FORWARDED_FOR=HOME)
    assert not gets_in(address=proxy, HTTP_X_FORWARDED_FOR=f"{ELSEWHERE}, {HOME}")
    assert gets_in(address=proxy, HTTP_X_FORWARDED_FOR=f"{HOME}, {ELSEWHERE}")


def test_what_a_client_says_of_itself_opens_no_lock(settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    fail(5)
    assert not gets_in(HTTP_X_FORWARDED_FOR=ELSEWHERE)


def test_a_network_of_the_new_kind_is_locked_as_one() -> None:
    for n in range(5):
        sign_in(WRONG, address=f"2001:db8:1:2::{n}")
    assert not gets_in(address="2001:db8:1:2:ffff::9")
    assert gets_in(address="2001:db8:1:3::1")


@pytest.mark.parametrize("address", ["", "unix:", "::g"])
def test_a_strange_address_is_no_way_around(address: str) -> None:
    assert fail(5, address=address)[-1] == LOCKED


def test_a_cache_that_fails_changes_nothing(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "no_such_table",
        }
    }
    assert gets_in()
    assert fail(5)[-1] == LOCKED


# What the screen says


def test_the_screen_says_when_to_try_again(noon: time_machine.Coordinates) -> None:
    fail(4)
    response = sign_in(WRONG)
    assert "Try again in 15 minutes." in words(response)
    assert response["Retry-After"] == "900"
    noon.shift(timedelta(minutes=14, seconds=30))
    assert "Try again in 1 minute." in words(sign_in())


def test_the_screen_looks_like_the_sign_in_and_leads_back_to_it() -> None:
    fail(4)
    page = BeautifulSoup(sign_in(WRONG).content, "html.parser")
    assert page.body["class"] == ["login"]
    links = [link["href"] for link in page.main.find_all("a")]
    assert links == ["/cms/password_reset/", "/cms/login/"]


def test_a_name_that_does_not_exist_gets_the_same_answers() -> None:
    def answers(name: str) -> list[tuple[int, str]]:
        return [(one.status_code, words(one)) for one in (sign_in(WRONG, name) for _ in range(7))]

    assert answers("ada") == answers("nobody")


def test_somebody_who_has_left_gets_the_same_answers(ada: Any) -> None:
    nobody = words(sign_in(RIGHT, "nobody"))
    ada.is_active = False
    ada.save()
    assert words(sign_in()) == nobody


# What is kept


def test_no_password_and_no_address_is_kept() -> None:
    fail(2)
    kept = repr(AccessAttempt.objects.values())
    assert WRONG not in kept
    assert HOME not in kept
    assert ip_address(AccessAttempt.objects.get().ip_address)


def test_what_is_counted_goes_when_its_time_is_up(noon: time_machine.Coordinates) -> None:
    for n in range(20):
        fail(1, name=f"nobody {n}")
    noon.shift(timedelta(minutes=16))
    fail(1)
    assert AccessAttempt.objects.count() == 1


def test_nothing_is_kept_of_a_success() -> None:
    fail(2)
    assert gets_in()
    assert not AccessAttempt.objects.exists()
    assert not AccessLog.objects.exists()
    assert not AccessFailureLog.objects.exists()


# The log


def test_a_sign_in_and_a_sign_out_are_noted(caplog: pytest.LogCaptureFixture) -> None:
    client = Client(REMOTE_ADDR=HOME)
    client.post("/cms/login/", {"username": "ada", "password": RIGHT})
    client.post("/cms/logout/")
    first, last = noted(caplog)
    assert (first["event"], last["event"]) == ("signed in", "signed out")
    assert first["name"] == last["name"] == "ada"
    assert first["at"] == "2026-11-22T12:00:00+00:00"
    assert first["client"] == last["client"]


def test_leaving_twice_is_noted_once(caplog: pytest.LogCaptureFixture) -> None:
    Client().post("/cms/logout/")
    assert noted(caplog) == []


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_failures_and_locks_are_noted(caplog: pytest.LogCaptureFixture, name: str) -> None:
    fail(6, name=name)
    lines = noted(caplog)
    assert [one["event"] for one in lines] == [*["failed"] * 4, *["locked out"] * 2]
    assert {one["name"] for one in lines} == {name}


def test_no_password_and_no_address_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    fail(6)
    sign_in(address=ELSEWHERE)
    for secret in (RIGHT, WRONG, HOME, ELSEWHERE):
        assert secret not in caplog.text


def test_no_name_begins_a_line_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    fail(1, name='ada\n{"event": "signed in"}\u2028')
    messages = [one.message for one in caplog.records if one.name == "portal.sign_in"]
    assert len(messages) == 1
    assert len(messages[0].splitlines()) == 1


# Sessions


def test_a_session_ends_when_the_browser_closes() -> None:
    cookie = sign_in().cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["expires"] == ""


def test_nobody_is_remembered_for_longer() -> None:
    page = Client().get("/cms/login/").content.decode()
    assert 'name="password"' in page
    assert "remember" not in page.lower()
    data = {"username": "ada", "password": RIGHT, "remember": "on"}
    assert Client().post("/cms/login/", data).cookies["sessionid"]["max-age"] == ""


@pytest.mark.parametrize("change", ["nothing", "the session", "the account"])
def test_a_session_ends_twelve_hours_after_the_sign_in(
    noon: time_machine.Coordinates, change: str
) -> None:
    client = Client()
    client.post("/cms/login/", {"username": "ada", "password": RIGHT})
    noon.shift(timedelta(hours=11))
    if change == "the session":
        session = client.session
        session["draft"] = "still at work"
        session.save()
    elif change == "the account":
        assert client.post("/cms/account/", account()).status_code == 302
    assert client.get("/cms/").status_code == 200
    noon.shift(timedelta(hours=1, seconds=1))
    assert client.get("/cms/")["Location"].startswith("/cms/login/")


def account() -> dict[str, str]:
    """Return what an editor sends who changes the own name."""
    return {
        "name_email-first_name": "Ada",
        "name_email-last_name": "Reed",
        "name_email-email": "ada@example.org",
        "locale-preferred_language": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
    }


def test_sessions_that_have_ended_can_be_cleared(noon: time_machine.Coordinates) -> None:
    gets_in()
    assert Session.objects.get().expire_date == NOON + timedelta(hours=12)


# A new password


@pytest.fixture
def memory(settings: Any) -> Iterator[None]:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "sign-in",
        }
    }
    cache.clear()
    yield
    cache.clear()


def ask(email: str = "ada@example.org") -> HttpResponse:
    client = Client(REMOTE_ADDR=HOME)
    return client.post("/cms/password_reset/", {"email": email}, follow=True)


def test_nobody_learns_by_asking_for_a_password_whether_there_is_an_account() -> None:
    known, unknown = ask(), ask("nobody@example.org")
    assert known.redirect_chain == unknown.redirect_chain
    assert words(known) == words(unknown)
    assert len(mail.outbox) == 1


def test_a_mailbox_is_not_flooded(memory: None, noon: time_machine.Coordinates) -> None:
    answers = {words(ask()) for _time in range(8)}
    assert len(answers) == 1
    assert len(mail.outbox) == 5
    noon.shift(timedelta(hours=1))
    ask()
    assert len(mail.outbox) == 6


def test_who_asks_for_many_accounts_is_held_back_the_same(memory: None) -> None:
    for n in range(5):
        ask(f"nobody-{n}@example.org")
    ask()
    assert mail.outbox == []


def test_a_link_to_the_logout_ends_no_session(admin_client: Client) -> None:
    response = admin_client.get("/cms/logout/")
    assert response.status_code == 405
    assert not response.cookies
    assert admin_client.get("/cms/").status_code == 200


def test_a_phone_does_not_write_a_name_with_a_capital_letter(client: Client, db: None) -> None:
    assert b'autocapitalize="none"' in client.get("/cms/login/").content
