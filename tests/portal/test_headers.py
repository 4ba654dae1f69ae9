"""What browsers are told with every answer: of a page, of the editors' side, of a file."""

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
ADDRESSES = {
    "/": 200,
    "/nothing/": 404,
    "/search/": 200,
    "/robots.txt": 200,
    "/health/live/": 200,
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
