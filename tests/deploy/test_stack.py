"""Test what readers get when parts of the shipped stack break."""

from __future__ import annotations

import json
import re
import signal
from http.client import HTTPResponse

import pytest

from tests.deploy.postgres import Cluster
from tests.deploy.stack import Stack, client, eventually

pytestmark = [pytest.mark.stack, pytest.mark.once]
PAGE = "/treatments/surgery/"
EDITOR = "sessionid=abc"


def is_stored(stack: Stack, address: str, **headers: str) -> bool:
    """Return whether the front server answered by itself."""
    return bool(stack.ask(address, **headers)[0].getheader("ETag"))


def sent(response: HTTPResponse, but: set[str]) -> dict[str, list[str]]:
    """The headers of an answer; the parts of a policy may come in any order."""
    headers = {name.lower(): value for name, value in response.getheaders()}
    return {name: sorted(value.split("; ")) for name, value in headers.items() if name not in but}


def without_apps(stack: Stack) -> None:
    for name in ("app1", "app2"):
        stack.stop(name)


def with_apps(stack: Stack) -> None:
    for name in ("app1", "app2"):
        stack.start(name)
    eventually(lambda: stack.status("/health/live/") == 200, "the apps are back")


def an_editor_reads_what_is_written(stack: Stack) -> None:
    """A session leads to the app, which cannot answer."""
    response, body = stack.ask(PAGE, cookie=EDITOR)
    assert (response.status, body) == (200, stack.ask(PAGE)[1])
    assert response.getheader("Content-Type") == "text/html; charset=utf-8"
    assert response.getheader("Content-Security-Policy")


def says_that_it_rests(stack: Stack, address: str, **headers: str) -> None:
    """A calm page, and when to come back."""
    response, body = stack.ask(address, **headers)
    assert (response.status, response.getheader("Retry-After")) == (503, "30"), address
    assert b"resting" in body


# All is well --------------------------------------------------------------------------------------


def test_every_public_address_is_answered_from_the_store(stack: Stack) -> None:
    assert len(stack.addresses()) > 150
    for number, address in enumerate(stack.addresses()):
        response, _body = stack.ask(address, client=client(number))
        assert (response.status, bool(response.getheader("ETag"))) == (200, True), address


@pytest.mark.parametrize("query", ["?utm_source=letter", "?_ga=1"])
def test_what_stands_behind_the_question_mark_changes_nothing(stack: Stack, query: str) -> None:
    assert is_stored(stack, PAGE + query)


def test_a_cookie_of_somebody_else_changes_nothing(stack: Stack) -> None:
    assert is_stored(stack, PAGE, cookie="_ga=1; theme=dark")


def test_an_editor_is_answered_by_the_app(stack: Stack) -> None:
    assert not is_stored(stack, PAGE, cookie=EDITOR)


def test_a_later_page_of_a_list_comes_from_the_app(stack: Stack) -> None:
    assert not is_stored(stack, "/faq/?page=2")


def test_another_name_of_the_site_is_refused_by_the_app(stack: Stack) -> None:
    assert stack.status(PAGE, host="evil.example") == 400


def test_nginx_and_app_send_the_same(stack: Stack) -> None:
    of_store, stored = stack.ask(PAGE)
    of_app, made = stack.ask(f"{PAGE}?page=1")
    own = {"server", "date", "connection", "etag", "vary", "content-length", "transfer-encoding"}
    own |= {"x-request-id"}
    assert stored == made
    assert sent(of_store, own) == sent(of_app, own)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("index.json", "application/json"), ("index.md", "text/markdown; charset=utf-8")],
)
def test_a_copy_for_other_systems_is_stored_and_open_to_scripts(
    stack: Stack, name: str, kind: str
) -> None:
    response, _body = stack.ask(PAGE + name)
    assert response.status == 200
    assert response.getheader("Content-Type") == kind
    assert response.getheader("Access-Control-Allow-Origin") == "*"
    assert response.getheader("X-Robots-Tag") == "noindex"
    etag = response.getheader("ETag")
    assert etag
    assert stack.status(PAGE + name, if_none_match=etag) == 304
    assert not stack.ask(PAGE)[0].getheader("Access-Control-Allow-Origin")
    made = stack.ask(f"{PAGE}{name}?open=1")[0]
    assert (made.status, made.getheader("ETag") == etag) == (200, False)


def test_a_copy_of_no_text_is_refused_by_the_app(stack: Stack) -> None:
    assert stack.status("/no-such-page/index.json") == 404


def test_a_browser_that_has_a_page_is_told_so(stack: Stack) -> None:
    etag = stack.ask(PAGE, accept_encoding="gzip")[0].getheader("ETag") or ""
    assert stack.status(PAGE, accept_encoding="gzip", if_none_match=etag) == 304
    assert stack.status(PAGE, accept_encoding="gzip", if_none_match='"other"') == 200


def test_the_head_of_a_page_has_no_body(stack: Stack) -> None:
    response, body = stack.ask(PAGE, "HEAD")
    assert (response.status, body) == (200, b"")


@pytest.mark.parametrize(
    "address",
    ["/index.html", "/index.html.gz", f"{PAGE}index.html.gz", "/headers.conf", "/nowhere/"],
)
def test_a_file_is_not_asked_for_by_its_name(stack: Stack, address: str) -> None:
    assert stack.status(address) == 404


@pytest.mark.parametrize(
    "address", ["/../secret/", "/%2e%2e/%2e%2e/etc/passwd", "/%00/", "/a%2f..%2f..%2fdatabase/"]
)
def test_no_address_leads_out_of_the_store(stack: Stack, address: str) -> None:
    assert stack.status(address) in {400, 404}


def test_an_address_without_its_slash_leads_to_the_page(stack: Stack) -> None:
    response, _body = stack.ask(PAGE.rstrip("/"))
    assert (response.status, response.getheader("Location")) == (301, PAGE)


def test_a_live_page_that_is_not_stored_is_made(stack: Stack) -> None:
    file = stack.folder / "data/store/pages" / PAGE.strip("/") / "index.html.gz"
    stack.stop("pages")
    file.unlink()
    assert (stack.status(PAGE), is_stored(stack, PAGE)) == (200, False)
    stack.start("pages")
    eventually(file.exists, "the worker writes it again")


def test_static_files_are_kept_for_a_year(stack: Stack) -> None:
    page = stack.ask("/cms/login/")[1].decode()
    found = re.search(r"/static/[^\"']+\.css", page)
    assert found
    response, _body = stack.ask(found.group(0))
    assert (response.status, "immutable" in (response.getheader("Cache-Control") or "")) == (
        200,
        True,
    )


def test_the_log_tells_neither_who_asked_nor_what(stack: Stack) -> None:
    stack.ask("/a-secret-worry/")
    stack.ask("/search/?q=a+secret+worry")
    log = stack.folder / "portal-access.log"
    eventually(lambda: '"path":"/search/"' in log.read_text(), "the line is written")
    assert "secret" not in log.read_text()
    assert "127.0.0.1" not in log.read_text()


# Things break -------------------------------------------------------------------------------------


def test_without_any_app_every_page_is_still_there(stack: Stack) -> None:
    without_apps(stack)
    try:
        for number, address in enumerate(stack.addresses()):
            assert stack.status(address, client=client(number)) == 200, address
        an_editor_reads_what_is_written(stack)
        for address in ("/search/?q=pain", "/nowhere/", "/cms/", "/faq/?page=2"):
            says_that_it_rests(stack, address)
            says_that_it_rests(stack, address, cookie=EDITOR)
        assert stack.status("/feedback/", "POST") == 503
        assert stack.status("/cms/login/", "POST") == 503
        assert stack.status(PAGE, "POST") == 503
    finally:
        with_apps(stack)
    assert stack.status("/search/?q=pain") == 200


def test_without_the_database_every_page_is_still_there(stack: Stack, postgres: Cluster) -> None:
    with postgres.stopped():
        for number, address in enumerate(stack.addresses()):
            assert stack.status(address, client=client(number)) == 200, address
        an_editor_reads_what_is_written(stack)
        for address in ("/search/?q=pain", "/nowhere/", "/faq/?page=2", "/faq", "/faq/)"):
            says_that_it_rests(stack, address, cookie=EDITOR)
        says_that_it_rests(stack, "/search/?q=pain")
        assert stack.status("/health/live/") == 200
        response, body = stack.ask("/health/ready/")
        assert (response.status, json.loads(body)["database"]) == (503, "no answer")
    assert {stack.status("/search/?q=pain") for _try in range(8)} == {200}
    assert stack.status("/health/ready/") == 200


def test_one_app_of_two_is_enough(stack: Stack) -> None:
    stack.stop("app1")
    try:
        assert {stack.status("/search/?q=pain") for _try in range(6)} == {200}
    finally:
        stack.start("app1")


def test_a_worker_that_was_killed_finds_what_waits(stack: Stack) -> None:
    stack.stop("pages", signal.SIGKILL)
    code = (
        "from django.db import transaction; from education.content.models import ContentPage\n"
        "with transaction.atomic():\n"
        "    page = ContentPage.objects.get(slug='surgery').specific\n"
        "    page.title = 'Surgery, told anew'; page.save()\n"
    )
    stack.manage("shell", "-v0", "-c", code)
    assert b"told anew" in stack.ask(PAGE)[1]
    assert b"told anew" in stack.ask("/treatments/")[1]
    stack.start("pages")
    eventually(lambda: is_stored(stack, PAGE), "the page is stored again")
    assert b"told anew" in stack.ask(PAGE)[1]
