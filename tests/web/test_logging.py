"""Test what is written down, and what is not."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from wagtail.models import Page, Site

from portal.web.logging import LogFormatter
from tests.factories import Guide

NUMBER = "0123456789abcdef" * 2
SECRET = "a-secret-worry"


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """All that anybody logs meanwhile, as a server writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LogFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def read(written: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


# The number of a request --------------------------------------------------------------------------


def test_a_request_keeps_the_number_of_the_front_server(client: Client) -> None:
    answer = client.get("/health/live/", headers={"x-request-id": NUMBER})
    assert answer["X-Request-ID"] == NUMBER


@pytest.mark.parametrize(
    "told", ["", "1", NUMBER.upper(), NUMBER + "0", f"{NUMBER}\n", "x" * 32, "<script>", "é" * 32]
)
def test_what_is_no_number_is_replaced(client: Client, told: str) -> None:
    answer = client.get("/health/live/", headers={"x-request-id": told})
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])
    assert answer["X-Request-ID"] != told


def test_two_requests_have_two_numbers(client: Client) -> None:
    first, second = (client.get("/health/live/")["X-Request-ID"] for _time in range(2))
    assert first != second


def test_a_line_names_its_request_and_only_its_own(
    db: None, client: Client, lines: StringIO
) -> None:
    def fail(*args: Any) -> None:
        logging.getLogger("portal").warning("inside")
        raise OperationalError("gone")

    client.raise_request_exception = False
    with connection.execute_wrapper(fail):
        client.get("/nowhere/", headers={"x-request-id": NUMBER})
    logging.getLogger("portal").warning("afterwards")
    told = [(line["message"], line.get("request_id")) for line in read(lines)]
    assert ("inside", NUMBER) in told
    assert any(one.startswith("Service Unavailable: ") and number == NUMBER for one, number in told)
    assert told[-1] == ("afterwards", None)


# What a line holds --------------------------------------------------------------------------------


def test_a_line_says_when_how_bad_who_and_what(lines: StringIO) -> None:
    logging.getLogger("portal.anything").warning("So many: %d\nand more", 3)
    (line,) = read(lines)
    at = line.pop("at")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", at)
    assert line == {
        "level": "WARNING",
        "logger": "portal.anything",
        "message": "So many: 3\nand more",
    }


def test_an_error_is_told_by_kind_and_place_not_by_its_words(lines: StringIO) -> None:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError:
        logging.getLogger("portal").exception("It failed")
    (line,) = read(lines)
    assert SECRET not in json.dumps(line)
    assert re.search(r'test_logging\.py", line \d+, in test_an_error', line["error"])
    assert line["error"].index("ValueError") < line["error"].rindex("KeyError")


def test_nothing_of_a_request_that_fails_is_written(
    client: Client, lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: Any) -> None:
        raise RuntimeError(f"{request.GET} {request.POST} {request.META}")

    monkeypatch.setattr(Site, "find_for_request", fail)
    client.raise_request_exception = False
    client.cookies["sessionid"] = SECRET
    answer = client.post(
        f"/feedback/?q={SECRET}",
        {"q": SECRET},
        headers={"x-forwarded-for": "203.0.113.77", "user-agent": SECRET, "referer": SECRET},
        REMOTE_ADDR="203.0.113.77",
    )
    assert answer.status_code == 500
    messages = [line["message"] for line in read(lines)]
    assert "Internal Server Error: /feedback/" in messages
    assert SECRET not in lines.getvalue()
    assert "203.0.113.77" not in lines.getvalue()


def test_a_refused_request_is_not_quoted(client: Client, lines: StringIO) -> None:
    assert client.get("/nowhere/", headers={"host": f"{SECRET}.example"}).status_code == 400
    assert any(line["logger"] == "django.security.DisallowedHost" for line in read(lines))
    assert SECRET not in lines.getvalue()


def test_a_query_in_a_message_is_cut_off(lines: StringIO) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request /%s/?q=%s", SECRET, SECRET)
    assert [line["message"] for line in read(lines)] == ["Error handling request …"]
    logging.getLogger("portal").error("It failed: /search/?q=%s", SECRET)
    assert SECRET not in lines.getvalue()


@pytest.mark.parametrize(
    "address", [f"/{SECRET}/", f"/faq/{SECRET}/", f"/media/images/{SECRET}.jpg"]
)
def test_an_address_that_somebody_typed_is_not_written(
    guide: Guide, client: Client, lines: StringIO, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    guide.faq  # noqa: B018 - the page that is asked for
    assert client.get(address).status_code == 404
    monkeypatch.setattr("education.content.views.not_found", lambda *args: 1 / 0)
    monkeypatch.setattr(Page, "route", lambda *args: 1 / 0)
    client.raise_request_exception = False
    client.get(address)
    assert SECRET not in lines.getvalue()


def test_an_error_of_a_page_names_the_page(
    guide: Guide, client: Client, lines: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = guide.article()
    monkeypatch.setattr(type(page), "serve", lambda *args: 1 / 0)
    client.raise_request_exception = False
    assert client.get(page.url).status_code == 500
    messages = [line["message"] for line in read(lines)]
    assert f"Internal Server Error: {page.url_path}" in messages


def test_what_hangs_on_a_record_is_left_out(lines: StringIO) -> None:
    logging.getLogger("portal").warning("Well", extra={"user": SECRET, "request": SECRET})
    assert SECRET not in lines.getvalue()


@pytest.mark.slow
def test_production_writes_lines_and_development_does_not() -> None:
    code = (
        # What the newest Wagtail deprecates is no line of ours.
        "import warnings; warnings.showwarning = lambda *told, **more: None; "
        "import django, logging; django.setup(); "
        "logging.getLogger('portal').error('One %s', 'word'); "
        "logging.getLogger('django.request').error('Two'); "
        "logging.getLogger('portal.sign_in').info('{\"event\": \"signed in\"}')"
    )
    environ = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "x" * 50,
        "ALLOWED_HOSTS": "guide.example",
        "BASE_URL": "https://guide.example",
        "DATABASE_URL": "postgres://portal@localhost/portal",
    }
    written = {}
    for name in ("production", "development"):
        ran = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", code],
            env={**environ, "DJANGO_SETTINGS_MODULE": f"portal.settings.{name}"},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        )
        written[name] = ran.stderr.splitlines()
    first, second, third = map(json.loads, written["production"])
    assert (first["message"], second["message"], third["event"]) == ("One word", "Two", "signed in")
    assert written["development"][:2] == ["One word", "Two"]
