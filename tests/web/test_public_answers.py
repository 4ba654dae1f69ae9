"""Test what goes out with every page that anybody may read."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.web.inline_assets import get_page_script
from tests.factories import Guide, one_of_each
from tests.fuzz.test_requests import NAMED
from tests.html import read, strange_scripts

OTHERS = {
    "search": "/search/?q=cell",
    "empty search": "/search/",
    "page not found": "/nothing/",
    "answer not found": "/faq/nothing/",
}
PAGES = [
    "home", "list of steps", "step", "list of treatments", "treatment", "list of articles",
    "article", "about", "promise", "list of questions", "answer", "list of words", "word",
    "list of topics", "topic", *OTHERS,
]  # fmt: skip


@pytest.fixture(scope="module")
def addresses(module_db: None) -> dict[str, str]:
    return {**one_of_each(Guide()), **OTHERS}


@pytest.fixture(scope="module")
def answers(addresses: dict[str, str]) -> dict[str, HttpResponse]:
    return {name: Client().get(address) for name, address in addresses.items()}


def policy(response: HttpResponse) -> dict[str, list[str]]:
    """The content security policy: what may come from where."""
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (one.split() for one in directives)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sets_no_cookie(answers: dict[str, HttpResponse], name: str) -> None:
    assert not answers[name].cookies
    assert "Set-Cookie" not in answers[name].headers


@pytest.mark.parametrize("name", PAGES)
def test_a_page_does_not_differ_by_cookie(answers: dict[str, HttpResponse], name: str) -> None:
    assert "cookie" not in answers[name].headers.get("Vary", "").lower()


@pytest.mark.parametrize("name", PAGES)
def test_a_signed_in_editor_gets_the_same_bytes(
    db: None,
    admin_client: Client,
    addresses: dict[str, str],
    answers: dict[str, HttpResponse],
    name: str,
) -> None:
    assert admin_client.get(addresses[name]).content == answers[name].content


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_asks_again_before_it_shows_a_kept_page(
    answers: dict[str, HttpResponse], name: str
) -> None:
    assert answers[name].headers["Cache-Control"] == "max-age=0, must-revalidate"


@pytest.mark.parametrize("name", PAGES)
def test_nothing_may_run_or_come_from_elsewhere(
    answers: dict[str, HttpResponse], name: str
) -> None:
    rules = policy(answers[name])
    assert rules.pop("style-src") == ["'unsafe-inline'"]  # narrowed by the page itself
    assert rules.pop("script-src") == ["'self'", get_page_script().hash]
    assert rules == {
        "default-src": ["'none'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'"],
        "manifest-src": ["'self'"],
        "media-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    }


@pytest.mark.parametrize("name", PAGES)
def test_the_styles_of_a_page_are_allowed_by_their_hash(
    answers: dict[str, HttpResponse], name: str
) -> None:
    styles = re.findall(r"<style>(.*?)</style>", answers[name].content.decode(), re.DOTALL)
    digests = [hashlib.sha256(css.encode()).digest() for css in styles]
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert len(hashes) == 1
    own = read(answers[name]).select_one("head > meta[http-equiv=Content-Security-Policy]")
    assert own["content"].split() == ["style-src", *hashes]
    assert own.find_next("style")
    assert not own.find_previous(["style", "script"])


@pytest.mark.parametrize("name", PAGES)
def test_no_element_brings_a_style_or_a_script_of_its_own(
    answers: dict[str, HttpResponse], name: str
) -> None:
    page = read(answers[name])
    attributes = {attribute for tag in page.find_all() for attribute in tag.attrs}
    assert "style" not in attributes
    assert not [one for one in attributes if one.startswith("on")]
    assert strange_scripts(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_other_sites(answers: dict[str, HttpResponse], name: str) -> None:
    page = read(answers[name])
    links = page.find_all(["link", "img", "script", "iframe", "source", "form", "use"])
    targets = [tag.get("href") or tag.get("src") or tag.get("action") or "" for tag in links]
    assert all(target.startswith(("/", "#", "http://testserver/")) for target in targets if target)


@pytest.mark.parametrize("name", ["home", "article", "answer", "page not found"])
def test_a_page_is_guarded_in_other_ways(answers: dict[str, HttpResponse], name: str) -> None:
    headers = answers[name].headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_is_squeezed_for_browsers_that_can_unpack_it(
    db: None, addresses: dict[str, str], answers: dict[str, HttpResponse]
) -> None:
    response = Client().get(addresses["article"], headers={"accept-encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == answers["article"].content


def test_asking_for_the_head_brings_the_headers_alone(db: None, addresses: dict[str, str]) -> None:
    response = Client().head(addresses["article"])
    assert response.status_code == 200
    assert response.content == b""
    assert "Content-Security-Policy" in response.headers


def test_the_editors_side_has_a_policy_of_its_own(db: None) -> None:
    rules = policy(Client().get("/cms/login/"))
    assert rules["script-src"] == ["'self'"]
    assert rules["object-src"] == ["'none'"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_what_is_only_read_says_which_methods_it_knows(db: None, method: str) -> None:
    Guide()
    client = Client(enforce_csrf_checks=True)
    for name, place in sorted(NAMED.items()):
        if name in {"booklet:choose", "feedback:send", "wagtailcore_login"}:  # these take a form
            continue
        response = getattr(client, method)(place.address)
        assert (name, response.status_code) == (name, 405)
        assert {"GET", "HEAD"} <= {*response.headers["Allow"].split(", ")}
    assert getattr(client, method)("/no-page/").status_code == 405
