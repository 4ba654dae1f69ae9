"""Whatever anybody types into the address bar, the portal does not break."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.effort import examples
from tests.factories import Guide, QuestionFactory, TermFactory, TopicFactory

PLACES = [
    "/",
    "/understanding/",
    "/faq/",
    "/glossary/",
    "/topics/",
    "/search/",
    "/sitemap.xml",
    "/cms/",
]
NASTY = [
    b"\0",
    b"%00",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # half of a surrogate pair
    b"\xf0\x9f\x92\x89",
    b"//[x/",
    b"//example.org/",
    b"/%2e%2e/%2e%2e/etc/passwd",
    b"/../../etc/passwd",
    b"'\";--",
    b"<script>alert(1)</script>",
    b"{{ 7 * 7 }}",
    b"\r\nSet-Cookie: a=b",
    b"a" * 5000,
    b"a/" * 500,
    b"%",
    b"*",
    "İ ß ﬁ \u202e \ufeff".encode(),
]


@pytest.fixture(scope="module", autouse=True)
def some_content(module_db: None) -> None:
    guide = Guide()
    guide.article(slug="article")
    assert guide.faq.live
    assert guide.glossary.live
    assert guide.topics.live
    QuestionFactory(slug="answer")
    TermFactory(slug="word")
    TopicFactory(slug="topic")


def status_of(path: bytes, query: bytes = b"", **environ: str) -> int:
    """The status for a path and query as a server hands them on, byte for byte."""
    raw = {"PATH_INFO": path.decode("latin-1"), "QUERY_STRING": query.decode("latin-1")}
    return Client().get("/", **{**raw, **environ}).status_code


@pytest.mark.parametrize("place", PLACES)
def test_a_nasty_address_is_no_error(db: None, place: str) -> None:
    assert [nasty for nasty in NASTY if status_of(place.encode() + nasty + b"/") >= 500] == []


@pytest.mark.parametrize("place", ["/understanding/", "/faq/", "/search/", "/sitemap.xml"])
def test_a_nasty_query_is_no_error(db: None, place: str) -> None:
    for nasty in NASTY:
        query = b"&".join([nasty, b"q=" + nasty, b"p=" + nasty, b"page=" + nasty])
        assert status_of(place.encode(), query) < 500, query


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.sampled_from(PLACES), st.text() | st.binary(), st.text() | st.binary())
@example("//", b"[", b"")
@example("/search/", b"", b"q=%22")
def test_any_address_is_no_error(
    db: None, place: str, rest: str | bytes, query: str | bytes
) -> None:
    raw = [
        one.encode("utf-8", "surrogatepass") if isinstance(one, str) else one
        for one in (place, rest, query)
    ]
    assert status_of(raw[0] + raw[1], raw[2]) < 500


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30))
@given(st.sampled_from(["/faq/", "/glossary/", "/topics/", "/understanding/"]), st.text("-_aZ0é٣"))
def test_any_slug_is_no_error(db: None, place: str, slug: str) -> None:
    assert status_of(f"{place}{slug}/".encode()) in {200, 404}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("place", PLACES)
def test_any_method_is_no_error(db: None, method: str, place: str) -> None:
    assert getattr(Client(), method)(place).status_code < 500


@pytest.mark.parametrize("host", ["a b", "[", "", "evil.example", "testserver:port", "\u0130"])
def test_a_strange_host_is_refused(db: None, host: str) -> None:
    assert status_of(b"/", HTTP_HOST=host) == 400


def test_a_cookie_of_somebody_else_is_no_error(db: None) -> None:
    assert status_of(b"/", HTTP_COOKIE="sessionid=\x00\xff; csrftoken='; a=b=c; ;;") == 200
