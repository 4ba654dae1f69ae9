"""Somebody's second factor, as tests use it."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.http import HttpResponse
from django.test import Client

from tests.factories import UserFactory

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "a right long password"
CHECK, OVERVIEW = "/cms/second-factor/check/", "/cms/second-factor/"
HOME = "203.0.113.1"


def code(secret: str = SECRET, later: int = 0) -> str:
    """Return what the app shows now, or so many steps of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def wrong() -> str:
    """Six digits that no app shows about now."""
    near = {code(later=step) for step in range(-2, 3)}
    return next(str(one) for one in range(100_000, 100_009) if str(one) not in near)


def person(name: str = "ada", **about: Any) -> Any:
    """Somebody with a password, and nothing else."""
    user = UserFactory(username=name, email=f"{name}@example.org", is_superuser=True, **about)
    user.set_password(PASSWORD)
    user.save()
    return user


def with_app(user: Any) -> list[str]:
    """Adds an app, set up long ago; the recovery codes that come with it."""
    TOTP.activate(user, SECRET)
    Authenticator.objects.filter(user=user).update(created_at="2026-01-01T00:00:00Z")
    return RecoveryCodes.activate(user).generate_codes()


def half(name: str = "ada", address: str = HOME) -> Client:
    """A browser in which the right password was given."""
    client = Client(REMOTE_ADDR=address)
    data = {"username": name, "password": PASSWORD, "next": "/cms/"}
    assert client.post("/cms/login/", data).status_code == 302
    return client


def whole(name: str = "ada") -> Client:
    """A browser in which a code was given too."""
    client = half(name)
    assert give(client, code())["Location"] == "/cms/"
    return client


def give(client: Client, typed: str, **more: str) -> HttpResponse:
    """Return what is answered to a code."""
    return client.post(CHECK, {"code": typed, **more})


def is_in(client: Client) -> bool:
    """Return whether the editors' side opens, at an address of it that is quickly answered."""
    return client.get("/cms/tag-autocomplete/", {"term": "x"}).status_code == 200


def add_app(client: Client) -> HttpResponse:
    """Goes through the screen that adds an app."""
    client.get("/cms/second-factor/app/")
    secret = client.session["mfa.totp.secret"]
    return client.post("/cms/second-factor/app/", {"code": code(secret)})
