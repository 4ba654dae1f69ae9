"""Test what browsers are told with every answer: of a page, of the editors' side, of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.http import HttpResponse
from django.test import Client

from tests.factories import Guide

pytestmark = pytest.mark.django_db

STYLES = next(path for path in sorted(Path(configured.BASE_DIR, "static").rglob("*.css")))
FILE = f"/static/{STYLES.relative_to(Path(configured.BASE_DIR, 'static')).as_posix()}"
GUARDS = [
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
]
ADDRESSES = {
    "/": 200,
    "/nothing/": 404,
    "/search/": 200,
    "/robots.txt": 200,
    "/health/live/": 200,
    "/health/ready/": 200,
    "/media/picture.svg": 404,
    "/sitemap.xml": 200,
    "/cms/": 302,
    "/cms/login/": 200,
    FILE: 200,
}


@pytest.fixture(autouse=True)
def site(guide: Guide, settings: Any) -> None:
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True


def answer(address: str, **more: Any) -> HttpResponse:
    return Client().get(address, **more)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_turns_off_what_we_do_not_use(address: str) -> None:
    response = answer(address)
    assert response.status_code == ADDRESSES[address]
    told = response["Permissions-Policy"].split(",")
    wanted = ["camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"]
    assert {f"{name}=()" for name in wanted} <= {*told}


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_for_our_own_pages_only(address: str) -> None:
    response = answer(address)
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_tells_no_other_site_where_a_reader_was(address: str) -> None:
    assert answer(address)["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_over_https_says_to_stay_there(settings: Any, address: str) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    told = answer(address, secure=True)["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != FILE])
def test_every_page_says_what_may_run_in_it_and_around_it(address: str) -> None:
    response = answer(address)
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    policy = [part.strip() for part in response["Content-Security-Policy"].split(";")]
    assert "frame-ancestors 'self'" in policy
    assert "base-uri 'none'" in policy
    (scripts,) = [part for part in policy if part.startswith("script-src ")]
    assert "unsafe" not in scripts


def test_the_answer_to_a_mistake_of_ours_is_guarded_too(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("education.search.views.run_search", fail)
    client = Client(raise_request_exception=False)
    response = client.get("/search/?q=pain", secure=True)
    assert response.status_code == 500
    for name in (*GUARDS, "Strict-Transport-Security", "Content-Security-Policy"):
        assert name in response, name


def test_cookies_are_for_this_site_over_https_alone() -> None:
    production = Path(configured.BASE_DIR, "portal", "settings", "production.py").read_text()
    assert "SESSION_COOKIE_SECURE = True" in production
    assert "CSRF_COOKIE_SECURE = True" in production
    assert configured.SESSION_COOKIE_HTTPONLY
    assert configured.SESSION_COOKIE_SAMESITE == "Lax"
    cookie = answer("/cms/login/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_what_is_refused_is_guarded_too() -> None:
    response = answer("/", HTTP_HOST="elsewhere.example")
    assert response.status_code == 400
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_way_to_https_is_guarded_too(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = answer("/")
    assert response.status_code == 301
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_pays_few_bytes_for_it() -> None:
    headers = answer("/").headers
    added = ["Permissions-Policy", "Cross-Origin-Resource-Policy"]
    assert sum(len(f"{name}: {headers[name]}\r\n") for name in added) < 350
