"""Five thousand bad requests, for every address and form that anybody may ask for: no error.

Outside the gate it is a fiftieth of them. What costs most, a page, gets fewer of them, each with
something bad in several places.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize
from wagtail.models import Page, PageViewRestriction, get_page_models

from tests.effort import IS_GATE, sample
from tests.factories import Guide, keep_private, one_of_each
from tests.fuzz.bad_input import SCRIPT, TOKEN, Place, requests
from tests.wsgi import Answer, Request, ask

pytestmark = pytest.mark.once

PART = 1 if IS_GATE else 50
HALF = 2_500 // PART  # on either side
KNOWN = {200, 301, 302, 303, 304, 400, 403, 404, 405, 410, 415, 429}
KINDS = {
    "", "application/atom+xml", "application/json", "application/manifest+json",
    "application/pdf", "application/xml", "application/yaml", "image/svg+xml", "text/html",
    "text/javascript", "text/markdown", "text/plain",
}  # fmt: skip
SLOW = 3  # seconds, on a machine that does other things as well
BOOKLET = ("p", "ask", "open")
INFOBUTTON = (
    "mainSearchCriteria.v.c", "mainSearchCriteria.v.cs", "mainSearchCriteria.v.dn", "subTopic.v.c",
    "informationRecipient.languageCode.c", "knowledgeResponseType",
)  # fmt: skip

# Every address beside the editors' side and the pages, by its name.
NAMED = {
    "search:results": Place("/search/", ("q", "kind", "topic")),
    "booklet:choose": Place(
        "/booklet/", BOOKLET, (*BOOKLET, "own", "do", "add", "drop", "up", "down")
    ),
    "booklet:mend": Place("/booklet//", BOOKLET),
    "booklet:print": Place("/booklet/print/", BOOKLET),
    "booklet:pdf": Place("/booklet/booklet.pdf", BOOKLET),
    "booklet:qr_code": Place("/booklet/code.svg", ("to",)),
    "booklet:sheet": Place("/sheet/"),
    "booklet:sheet_pdf": Place("/sheet/sheet.pdf", ("paper",)),
    "feedback:send": Place("/feedback/", (), ("about", "answer")),
    "offline:page": Place("/offline/"),
    "offline:not_kept": Place("/offline/not-kept/"),
    "offline:forget": Place("/offline/forget/"),
    "offline:list": Place("/offline.json"),
    "offline:worker": Place("/sw.js"),
    "offline:manifest": Place("/manifest.webmanifest"),
    "content:sitemap": Place("/sitemap.xml", ("p", "section")),
    "content:robots": Place("/robots.txt"),
    "api:overview": Place("/api/"),
    "api:texts": Place("/api/texts.json"),
    "api:openapi": Place("/api/openapi.yaml"),
    "api:changes_atom": Place("/changes.atom"),
    "api:changes_json": Place("/changes.json"),
    "api:llms_text": Place("/llms.txt"),
    "api:text": Place("/faq/index.json", ("open",)),
    "infobutton:page": Place("/infobutton/", INFOBUTTON),
    "infobutton:service": Place("/infobutton/service", INFOBUTTON),
    "health:live": Place("/health/live/"),
    "health:ready": Place("/health/ready/"),
    "speech:file": Place(f"/speech/term-1/{'0' * 32}.mp3"),
    "media": Place("/media/images/photo.avif"),
    "wagtailcore_login": Place("/_util/login/", ("next",), ("username", "password", "next")),
}
# What anybody may open of the editors' side: its doors.
DOORS = {
    "wagtailadmin_login": Place("/cms/login/", ("next",), ("username", "password", "next")),
    "accounts:second_factor": Place(
        "/cms/second-factor/check/", ("next",), ("code", "credential", "next")
    ),
    "wagtailadmin_password_reset": Place("/cms/password_reset/", (), ("email",)),
    "wagtailadmin_password_reset_confirm": Place(
        "/cms/password_reset/confirm/MQ/set-password/", (), ("new_password1", "new_password2")
    ),
}


@pytest.fixture(scope="module")
def page_places(module_db: None) -> list[Place]:
    """A page of each type and each kind of text below a list; they ask whether they helped."""
    return [Place(address) for address in one_of_each(Guide()).values()]


@pytest.fixture(scope="module")
def private_place(page_places: list[Place]) -> Place:
    page = keep_private(
        Page.objects.get(slug="promise"), PageViewRestriction.PASSWORD, password="right"
    )
    key = PageViewRestriction.objects.get(page=page).pk
    address = f"/_util/authenticate_with_password/{key}/{page.pk}/"
    return Place(address, (), ("password", "return_url"))


@pytest.fixture(scope="module")
def public_places(page_places: list[Place], private_place: Place) -> list[Place]:
    return [*NAMED.values(), *DOORS.values(), *page_places, private_place]


def editors_addresses() -> list[str]:
    """Every address of the editors' side, with 1 for whatever it wants to know."""
    return sorted({"/" + route for name, route in _routes(get_resolver()) if _is_cms(route)})


def _is_cms(route: str) -> bool:
    return route.startswith("cms/")


def _routes(
    above: URLResolver, before: str = "", space: str = ""
) -> Iterator[tuple[str | None, str]]:
    for one in above.url_patterns:
        form, names = normalize(one.pattern.regex.pattern)[0]
        route = before + form % dict.fromkeys(names, "1")
        if isinstance(one, URLPattern):
            yield one.name and space + one.name, route
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _routes(one, route, inner)


class Faults:
    """Hold what was wrong with answers."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.errors: list[str] = []

    def note(self, **kwargs: Any) -> None:
        """The portal raised an error."""
        self.errors.append(repr(sys.exc_info()[1]))

    def look_at(self, request: Request, answer: Answer) -> None:
        """Notes what is wrong."""
        kind = answer.header("Content-Type").partition(";")[0]
        wrong = {
            "status": answer.status not in KNOWN,
            "kind": kind not in KINDS,
            "slow": answer.seconds > SLOW,
            "script": SCRIPT.encode() in answer.body,
            "error": bool(self.errors),
        }
        if names := [name for name, is_wrong in wrong.items() if is_wrong]:
            about = (names, answer.status, kind, round(answer.seconds, 1), self.errors)
            self.found.append(f"{about} {str(request)[:400]}")
            self.errors.clear()


@pytest.fixture
def faults() -> Iterator[Faults]:
    faults = Faults()
    got_request_exception.connect(faults.note)
    logging.disable()  # A line for each bad host would take as long as the answers.
    yield faults
    logging.disable(logging.NOTSET)
    got_request_exception.disconnect(faults.note)


def test_no_bad_request_is_an_error(
    db: None, public_places: list[Place], page_places: list[Place], faults: Faults
) -> None:
    cheap = requests(NAMED["booklet:qr_code"], 1_500 // PART, "cheap")
    fewer = [requests(place, 50 // PART, "public") for place in page_places]
    others = [place for place in public_places if place not in page_places]
    many = chain(cheap, *fewer, *(requests(place, 100 // PART, "public") for place in others))
    assert _asked(many, faults) >= HALF
    assert faults.found == [], "\n".join(faults.found[:20])


def test_no_bad_request_to_the_editors_side_is_an_error(db: None, faults: Faults) -> None:
    editors = [Place(address) for address in sample(editors_addresses(), HALF)]
    each = HALF // len(editors) + 1
    many = chain.from_iterable(requests(place, each, "editors") for place in editors)
    assert _asked(many, faults) >= HALF
    assert faults.found == [], "\n".join(faults.found[:20])


def _asked(many: Iterable[Request], faults: Faults) -> int:
    """Asks them all, one after the other; how many they were."""
    application, number = WSGIHandler(), 0
    for request in many:
        faults.look_at(request, ask(application, request))
        number += 1
    return number


def test_every_address_has_bad_requests(page_places: list[Place]) -> None:
    names = {name for name, route in _routes(get_resolver()) if not _is_cms(route)}
    elsewhere = {"wagtail_serve", "wagtailcore_authenticate_with_password"}
    assert names == {*NAMED} | elsewhere


def test_every_type_of_page_has_bad_requests(page_places: list[Place]) -> None:
    there = {type(page) for page in Page.objects.live().specific() if not page.is_root()}
    assert {model for model in get_page_models() if model.is_creatable} <= there


@pytest.mark.parametrize("address", ["/booklet/", "/feedback/", "/cms/login/"])
def test_a_form_in_an_encoding_that_is_refused_is_no_error(db: None, address: str) -> None:
    headers = {
        "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-16",
        "HTTP_COOKIE": f"csrftoken={TOKEN}",
        "HTTP_X_CSRFTOKEN": TOKEN,
    }
    request = Request(path=address.encode(), method="POST", body=b"a=1", headers=headers)
    assert ask(WSGIHandler(), request).status == 400
