"""The password alone opens nothing, the second factor works, and guessing it is held back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from axes.models import AccessAttempt
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from wagtail.models import PageViewRestriction

from tests.accounts.factors import (
    CHECK,
    HOME,
    OVERVIEW,
    PASSWORD,
    SECRET,
    add_app,
    code,
    give,
    half,
    is_in,
    person,
    whole,
    with_app,
    wrong,
)
from tests.accounts.matrix import routes
from tests.factories import Guide

pytestmark = pytest.mark.django_db

NOON = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
LOCKED = 429
ELSEWHERE = "198.51.100.7"
OnCommit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def new() -> Any:
    """Somebody who has no second factor yet."""
    return person()


@pytest.fixture
def ada() -> Any:
    """Somebody who has an app."""
    user = person()
    user.codes = with_app(user)
    return user


def words(response: HttpResponse) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def where(response: HttpResponse) -> str:
    return str(response["Location"]).partition("?")[0]


def noted(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the log of sign-ins says, each event with its kind."""
    lines = [json.loads(one.message) for one in caplog.records if one.name == "portal.sign_in"]
    return [" ".join(filter(None, (one["event"], one.get("kind")))) for one in lines]


# The way in


def test_the_password_leads_to_the_second_step(ada: Any) -> None:
    response = half().get("/cms/", follow=True)
    assert response.redirect_chain[-1] == (f"{CHECK}?next=/cms/", 302)


def test_a_code_from_the_app_lets_in(ada: Any) -> None:
    client = half()
    assert not is_in(client)
    assert give(client, code()).status_code == 302
    assert is_in(client)


def test_it_leads_on_to_what_was_asked_for_and_nowhere_else(ada: Any) -> None:
    asked = give(half(), code(), next="/cms/account/")
    assert asked["Location"] == "/cms/account/"
    assert give(half(), code(later=1), next="https://example.com/")["Location"] == "/cms/"


@pytest.mark.parametrize("later", [-1, 1])
def test_a_clock_may_be_half_a_minute_off(ada: Any, later: int) -> None:
    assert give(half(), code(later=later)).status_code == 302


def test_an_old_code_lets_nobody_in(ada: Any) -> None:
    client = half()
    give(client, code(later=-2))
    assert not is_in(client)


def test_a_code_is_taken_once(ada: Any, noon: time_machine.Coordinates) -> None:
    used = code()
    whole()
    client = half()
    give(client, used)
    assert not is_in(client)
    noon.shift(timedelta(seconds=30))
    give(client, used)
    assert not is_in(client)
    give(client, code())
    assert is_in(client)


def test_a_code_from_before_the_last_one_is_not_taken_either(ada: Any) -> None:
    give(half(), code(later=1))
    client = half()
    give(client, code())
    assert not is_in(client)


def test_the_code_that_set_the_app_up_does_not_sign_in(new: Any) -> None:
    TOTP.activate(new, SECRET)
    client = half()
    give(client, code())
    assert not is_in(client)


def test_a_recovery_code_lets_in_once(ada: Any) -> None:
    first, second = half(), half()
    give(first, ada.codes[3])
    give(second, ada.codes[3])
    assert (is_in(first), is_in(second)) == (True, False)
    give(second, ada.codes[4])
    assert is_in(second)


def test_somebody_elses_code_lets_nobody_in(ada: Any) -> None:
    bea = person("bea")
    codes = with_app(bea)
    client = half()
    give(client, codes[0])
    assert not is_in(client)


def test_codes_of_another_secret_key_let_nobody_in(ada: Any, settings: Any) -> None:
    settings.SECRET_KEY = "another"
    client = half()
    assert give(client, code()).status_code == 200
    assert not is_in(client)


def test_an_older_secret_key_may_still_read(ada: Any, settings: Any) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "newer"
    assert give(half(), code()).status_code == 302


def test_what_the_database_holds_gives_no_code_away(ada: Any) -> None:
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert not re.search(rf"\b[0-9a-f]{{80}}\b|{ada.codes[0]}", kept)


@pytest.mark.parametrize(
    "typed", ["", " ", "\0", "\uff11\uff12\uff13", "-", "9" * 5000, "null", "<b>"]
)
def test_what_is_no_code_lets_nobody_in_and_breaks_nothing(ada: Any, typed: str) -> None:
    client = half()
    assert give(client, typed).status_code == 200
    assert not is_in(client)


BROKEN = ["", "x", "1", "[]", "{}", '"x"', '{"id": 1}', '{"id": "x", "rawId": "x", "response": {}}']


@pytest.mark.parametrize("sent", BROKEN)
def test_a_broken_passkey_lets_nobody_in_and_breaks_nothing(ada: Any, sent: str) -> None:
    client = half()
    assert client.post(CHECK, {"credential": sent}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("sent", BROKEN)
def test_a_broken_passkey_is_not_added(new: Any, sent: str) -> None:
    client = half()
    client.get("/cms/second-factor/passkey/")
    data = {"name": "Phone", "credential": sent}
    assert client.post("/cms/second-factor/passkey/", data).status_code == 200
    assert not Authenticator.objects.exists()


# Adding the first


def test_who_has_no_second_factor_is_led_to_add_one(new: Any) -> None:
    response = half().get("/cms/", follow=True)
    assert response.redirect_chain[-1][0] == OVERVIEW
    assert "Choose one" in words(response)


def test_the_first_app_opens_once_the_recovery_codes_were_seen(new: Any) -> None:
    client = half()
    assert add_app(client)["Location"] == "/cms/second-factor/recovery-codes/"
    assert not is_in(client)
    page = client.get("/cms/second-factor/recovery-codes/")
    assert len(re.findall(r"\b\d{8}\b", words(page))) == 10
    assert is_in(client)


def test_a_wrong_code_adds_no_app(new: Any) -> None:
    client = half()
    client.get("/cms/second-factor/app/")
    client.post("/cms/second-factor/app/", {"code": wrong()})
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_recovery_codes_are_shown_once(new: Any) -> None:
    client = half()
    add_app(client)
    client.get("/cms/second-factor/recovery-codes/")
    again = client.get("/cms/second-factor/recovery-codes/")
    assert not re.search(r"\b\d{8}\b", words(again))


def test_the_password_does_not_open_what_the_factors_are(ada: Any) -> None:
    client = half()
    for screen in ("", "app/", "app/remove/", "passkey/", "recovery-codes/", "recovery-codes/new/"):
        for answer in (client.get(OVERVIEW + screen), client.post(OVERVIEW + screen)):
            assert where(answer) == CHECK
    assert Authenticator.objects.count() == 2


def test_nobody_at_all_is_asked_for_the_password_first(ada: Any) -> None:
    for screen in ("", "check/", "app/", "recovery-codes/"):
        assert where(Client().get(OVERVIEW + screen)) == "/cms/login/"


# Changing them


def test_the_screens_about_factors_ask_again_after_a_while(
    ada: Any, noon: time_machine.Coordinates
) -> None:
    client = whole()
    assert client.get(OVERVIEW).status_code == 200
    noon.shift(timedelta(minutes=16))
    assert where(client.get("/cms/second-factor/passkey/")) == CHECK
    assert is_in(client)
    give(client, code())
    assert client.get("/cms/second-factor/passkey/").status_code == 200


def test_the_last_factor_stays_where_one_is_required(ada: Any) -> None:
    client = whole()
    client.post("/cms/second-factor/app/remove/")
    assert Authenticator.objects.filter(type="totp").exists()
    assert "Remove" not in words(client.get(OVERVIEW))


def test_the_last_factor_may_go_where_none_is_required(ada: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = whole()
    client.post("/cms/second-factor/app/remove/")
    assert not Authenticator.objects.exists()
    assert is_in(client)


def test_new_recovery_codes_make_the_old_ones_worthless(ada: Any) -> None:
    client = whole()
    client.post("/cms/second-factor/recovery-codes/new/")
    other = half()
    give(other, ada.codes[0])
    assert not is_in(other)


def test_the_account_leads_to_the_factors(ada: Any) -> None:
    assert f'href="{OVERVIEW}"' in whole().get("/cms/account/").content.decode()


def test_who_has_lost_everything_can_be_reset(
    ada: Any, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: OnCommit
) -> None:
    client = whole()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("reset_mfa", "ada")
    assert not is_in(client)
    assert not Authenticator.objects.exists()
    assert noted(caplog)[-1] == "second factor reset"
    assert half().get("/cms/", follow=True).redirect_chain[-1][0] == OVERVIEW


def test_a_reset_leaves_others_alone(ada: Any) -> None:
    person("bea")
    with_app_of_bea = Session.objects.count()
    client = whole()
    call_command("reset_mfa", "bea")
    assert is_in(client)
    assert Session.objects.count() == with_app_of_bea + 1


def test_a_reset_needs_a_name_that_exists() -> None:
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("reset_mfa", "nobody")


# Ways around


def test_the_door_for_readers_of_private_pages_is_no_way_in(ada: Any) -> None:
    client = Client()
    response = client.post("/_util/login/", {"username": "ada", "password": PASSWORD})
    assert where(response) == "/cms/login/"
    assert "sessionid" not in client.cookies


def test_the_password_opens_no_private_page(ada: Any) -> None:
    guide = Guide()
    page = guide.article()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client = half()
    response = client.get(page.url, follow=True)
    assert where(response.redirect_chain[-1][0] and client.get(page.url)) == "/_util/login/"
    assert response.redirect_chain[-1][0].startswith(CHECK)
    give(client, code())
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("has_app", [True, False])
def test_a_password_reset_by_mail_does_not_sign_in(has_app: bool) -> None:
    user = person()
    if has_app:
        with_app(user)
    client = Client()
    client.post("/cms/password_reset/", {"email": "ada@example.org"})
    link = re.search(r"/cms/password_reset/confirm/\S+", mail.outbox[0].body)
    assert link
    form = client.get(link[0], follow=True).request["PATH_INFO"]
    new = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    assert where(client.post(form, new)) == "/cms/password_reset/complete/"
    assert where(client.get("/cms/")) == "/cms/login/"
    assert where(client.get(OVERVIEW)) == "/cms/login/"


def test_changing_the_password_needs_both(ada: Any) -> None:
    client = half()
    new = {
        "password-old_password": PASSWORD,
        "password-new_password1": "quite another phrase",
        "password-new_password2": "quite another phrase",
    }
    client.post("/cms/account/", new)
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_a_session_from_before_the_second_factor_opens_nothing(ada: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    Authenticator.objects.all().delete()
    client = half()
    assert is_in(client)
    settings.SECOND_FACTOR_REQUIRED = True
    assert not is_in(client)


def test_an_old_session_adds_no_factor(new: Any, noon: time_machine.Coordinates) -> None:
    client = half()
    noon.shift(timedelta(minutes=15))
    assert where(client.get("/cms/second-factor/app/")) == "/cms/login/"
    assert client.get("/cms/login/").status_code == 200


def test_a_code_after_a_quarter_of_an_hour_comes_too_late(
    ada: Any, noon: time_machine.Coordinates
) -> None:
    client = half()
    noon.shift(timedelta(minutes=15))
    assert where(give(client, code())) == "/cms/login/"
    assert not is_in(client)


def test_a_new_password_step_forgets_the_code_of_before(ada: Any) -> None:
    client = whole()
    client.post("/cms/login/", {"username": "ada", "password": PASSWORD})
    assert not is_in(client)


def test_the_session_has_another_key_after_each_step(ada: Any) -> None:
    client = Client()
    client.get("/cms/login/")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    client.post("/cms/login/", {"username": "ada", "password": PASSWORD})
    between = client.cookies["sessionid"].value
    give(client, code())
    after = client.cookies["sessionid"].value
    assert len({before, between, after}) == 3
    assert not Session.objects.filter(session_key__in=[before, between]).exists()


def test_a_session_ends_twelve_hours_after_the_second_factor(
    ada: Any, noon: time_machine.Coordinates
) -> None:
    client = half()
    noon.shift(timedelta(minutes=10))
    give(client, code())
    noon.shift(timedelta(hours=11, minutes=59))
    assert is_in(client)
    noon.shift(timedelta(minutes=1, seconds=1))
    assert where(client.get("/cms/")) == "/cms/login/"


def test_nothing_else_of_the_library_has_an_address() -> None:
    screens = {name for name, route in routes() if route.startswith("cms/second-factor/")}
    theirs = {*get_resolver("allauth.urls").reverse_dict} - screens
    assert {"account_login", "account_signup", "mfa_authenticate"} <= theirs
    assert theirs & {*get_resolver().reverse_dict} == set()
    assert screens == {
        "accounts:second_factor", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
        "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    }  # fmt: skip


def test_leaving_half_way_ends_the_session(ada: Any) -> None:
    client = half()
    client.post("/cms/logout/")
    assert not Session.objects.exists()
    assert where(client.get(CHECK)) == "/cms/login/"


# Where none is required


def test_where_none_is_required_a_password_is_enough(new: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    assert is_in(half())


def test_who_has_one_is_asked_for_it_all_the_same(ada: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client = half()
    assert where(client.get("/cms/login/")) == CHECK
    assert not is_in(client)
    give(client, code())
    assert is_in(client)


# The lock


def fail(client: Client, times: int) -> list[int]:
    return [give(client, wrong()).status_code for _time in range(times)]


def test_the_fifth_wrong_code_locks(ada: Any) -> None:
    client = half()
    assert fail(client, 5) == [200, 200, 200, 200, LOCKED]
    assert give(client, code()).status_code == LOCKED
    assert not is_in(client)


def test_a_lock_of_codes_holds_for_recovery_codes_too(ada: Any) -> None:
    client = half()
    fail(client, 5)
    assert give(client, ada.codes[0]).status_code == LOCKED


def test_a_lock_of_codes_holds_from_every_address(ada: Any) -> None:
    fail(half(), 3)
    fail(half(address=ELSEWHERE), 2)
    assert give(half(address="192.0.2.9"), code()).status_code == LOCKED


def test_a_right_password_does_not_begin_the_count_anew(ada: Any) -> None:
    fail(half(), 4)
    assert fail(half(), 1) == [LOCKED]


def test_a_lock_of_codes_ends_after_a_quarter_of_an_hour(
    ada: Any, noon: time_machine.Coordinates
) -> None:
    fail(half(), 5)
    noon.shift(timedelta(minutes=14, seconds=59))
    assert give(half(), code()).status_code == LOCKED
    noon.shift(timedelta(seconds=2))
    client = half()
    assert give(client, code()).status_code == 302
    assert is_in(client)


def test_an_empty_field_is_no_guess(ada: Any) -> None:
    client = half()
    assert [give(client, " ").status_code for _time in range(6)] == [200] * 6
    assert give(client, code()).status_code == 302


def test_a_right_code_forgets_the_wrong_ones(ada: Any) -> None:
    client = half()
    fail(client, 4)
    give(client, code())
    assert fail(half(), 4) == [200] * 4


def test_nobody_locks_codes_without_the_password(ada: Any) -> None:
    fail(half(), 1)
    key = AccessAttempt.objects.get().username
    assert "ada" not in key
    for name in ("ada", "ada", "ada", "ada", "ada", "ada"):
        Client(REMOTE_ADDR=ELSEWHERE).post("/cms/login/", {"username": name, "password": "x"})
    assert give(half(), code()).status_code == 302


def test_no_code_is_kept_of_a_wrong_guess(ada: Any) -> None:
    typed = wrong()
    give(half(), typed)
    kept = repr(AccessAttempt.objects.values())
    assert typed not in kept
    assert HOME not in kept


def test_the_screen_says_that_codes_are_locked(ada: Any) -> None:
    client = half()
    fail(client, 4)
    said = words(give(client, wrong()))
    assert "Too many wrong codes" in said
    assert "Try again in 15 minutes." in said


def test_a_cache_that_fails_changes_nothing(ada: Any, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "no_such_table",
        }
    }
    assert fail(half(), 1) == [200]
    assert is_in(whole())


# The log


def test_each_step_is_noted(ada: Any, caplog: pytest.LogCaptureFixture) -> None:
    client = half()
    give(client, wrong())
    give(client, code())
    client.post("/cms/logout/")
    assert noted(caplog) == [
        "password right", "second factor wrong", "second factor right totp", "signed in",
        "signed out",
    ]  # fmt: skip


def test_a_recovery_code_and_a_lock_are_noted(ada: Any, caplog: pytest.LogCaptureFixture) -> None:
    give(half(), ada.codes[0])
    fail(half(), 6)
    lines = noted(caplog)
    assert "second factor right recovery_codes" in lines
    assert lines[-2:] == ["second factor locked"] * 2
    assert {json.loads(one.message)["name"] for one in caplog.records} == {"ada"}


def test_what_is_added_and_removed_is_noted(
    new: Any,
    caplog: pytest.LogCaptureFixture,
    settings: Any,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    client = half()
    with django_capture_on_commit_callbacks(execute=True):
        add_app(client)
    client.get("/cms/second-factor/recovery-codes/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/cms/second-factor/recovery-codes/new/")
    settings.SECOND_FACTOR_REQUIRED = False
    client.post("/cms/second-factor/app/remove/")
    assert noted(caplog) == [
        "password right", "second factor added totp", "second factor added recovery_codes",
        "signed in", "second factor made anew recovery_codes", "second factor removed totp",
        "second factor removed recovery_codes",
    ]  # fmt: skip


def test_no_code_is_noted(ada: Any, caplog: pytest.LogCaptureFixture) -> None:
    typed = wrong()
    client = half()
    give(client, typed)
    give(client, ada.codes[0])
    assert typed not in caplog.text
    assert ada.codes[0] not in caplog.text
