"""Pages behind a password, and what else readers send that is no request to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from tests.factories import Guide
from tests.html import read, visit, words

LOCMEM = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def secret(guide: Guide) -> Any:
    """A page behind a password."""
    page = guide.article(title="For trial patients")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="lemon"
    )
    return page


def answer(client: Client, page: Any, password: str, return_url: str) -> Any:
    form = visit(page.url, client).select_one("main form")
    assert form is not None
    data = {"password": password, "return_url": return_url}
    return client.post(str(form["action"]), data)


def test_the_form_is_a_page_of_ours_and_can_be_used_without_seeing(secret: Any) -> None:
    shown = visit(secret.url)
    field = shown.select_one("main input[type=password]")
    assert field is not None
    assert shown.select_one(f"label[for={field['id']}]")
    assert shown.select_one("header a, .help-bar")
    assert "For trial patients" not in shown.get_text()
    assert shown.select_one("meta[name=robots][content=noindex]")


def test_the_password_opens_the_page_and_a_wrong_one_is_told(secret: Any) -> None:
    client = Client()
    wrong = read(answer(client, secret, "lime", secret.url))
    assert "not correct" in words(wrong.select_one("[role=alert]"))
    assert answer(client, secret, "lemon", secret.url)["Location"] == secret.url
    assert "For trial patients" in visit(secret.url, client).get_text()


@pytest.mark.parametrize("bad", ["https://example.org/", "//example.org/", "javascript:x()"])
def test_a_bad_address_to_return_to_leads_home(secret: Any, bad: str) -> None:
    assert answer(Client(), secret, "lemon", bad)["Location"] == "/"


def test_guesses_are_limited_and_the_page_says_until_when(secret: Any, settings: Any) -> None:
    settings.CACHES = LOCMEM
    cache.clear()
    client = Client()
    statuses = [answer(client, secret, f"lime {n}", secret.url).status_code for n in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    last = answer(client, secret, "lemon", secret.url)
    assert last.status_code == 429
    assert "15 minutes" in words(read(last).select_one("[role=alert]"))
    assert last["Retry-After"] == "900"
    cache.clear()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "{article}", "/faq/no-such-answer/"])
def test_what_is_sent_to_a_page_is_refused_with_what_is_allowed(
    guide: Guide, method: str, address: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    response = getattr(client, method)(address.format(article=guide.article().url))
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("host", ["testserver", "localhost"])
def test_a_page_names_one_address_and_one_picture_under_any_name(guide: Guide, host: str) -> None:
    page = guide.article()
    head = read(Client().get(page.url, headers={"host": host}))
    address = f"http://testserver{page.url}"
    assert head.select_one("link[rel=canonical]")["href"] == address
    assert head.select_one("meta[property='og:url']")["content"] == address
    image = head.select_one("meta[property='og:image']")["content"]
    assert image == "http://testserver/static/img/share.png"


@pytest.mark.parametrize("icon", ["/favicon.ico", "/apple-touch-icon.png"])
def test_icons_that_browsers_ask_for_are_there(db: None, icon: str) -> None:
    assert Client().get(icon).status_code == 200


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """Keep the connection of the test, which a request would close as too old."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    "address", ["/", "/nothing/", "/search/", "/robots.txt", "/health/live/", "/favicon.ico"]
)
def test_an_answer_to_head_has_the_headers_alone(
    guide: Guide, connection_stays: None, address: str
) -> None:
    asked = RequestFactory()
    handler = WSGIHandler()
    told: list[tuple[str, dict[str, str]]] = []

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        told.append((status, dict(headers)))

    body = b"".join(handler({**asked.head(address).environ}, start))
    shown = b"".join(handler({**asked.get(address).environ}, start))
    (head_status, head), (status, headers) = told
    assert (body, head_status) == (b"", status)
    assert head["Content-Length"] == headers.get("Content-Length", str(len(shown)))


def test_no_address_fails_on_purpose(db: None, admin_client: Client) -> None:
    assert admin_client.get("/cms/failwhale/")["Location"] == "/cms/"
