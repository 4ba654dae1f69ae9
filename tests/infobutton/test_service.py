"""Test methods, caches, limits, queries and logs of the service, and any query at all."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from education.search.indexing import rebuild
from portal.web.logging import LogFormatter
from tests.effort import examples
from tests.factories import Guide, TermFactory, publish, sign_off
from tests.infobutton.reading import ICD_10_CM, PAGE, SERVICE, ask, read
from tests.sql import queries_of

pytestmark = pytest.mark.django_db

BONES = f"mainSearchCriteria.v.c=C79.51&mainSearchCriteria.v.cs={ICD_10_CM}"
ALLOWED = {200, 304, 400, 405, 410, 415, 429}
BOTH = pytest.mark.parametrize("at", [SERVICE, PAGE])


@pytest.fixture
def coded(guide: Guide) -> Any:
    return publish(guide.article(title="Palliative care", codes="C79.51"))


# Methods, caches, robots --------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_another_method_is_refused(coded: Any, at: str, method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = getattr(client, method)(f"{at}?{BONES}")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


@BOTH
def test_an_answer_is_asked_for_anew_each_time_and_not_sent_twice(coded: Any, at: str) -> None:
    first = ask(BONES, at)
    assert first["Cache-Control"] == "max-age=0, must-revalidate"
    assert first["X-Robots-Tag"] == "noindex"
    second = ask(BONES, at, **{"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    assert second["Cache-Control"] == "max-age=0, must-revalidate"
    assert second["X-Robots-Tag"] == "noindex"


@BOTH
def test_a_new_review_changes_the_answer(coded: Any, at: str) -> None:
    before = ask(BONES, at)
    sign_off(coded)
    assert ask(BONES, at, **{"if-none-match": before["ETag"]}).status_code == 200


@BOTH
def test_an_answer_sets_no_cookie(coded: Any, at: str) -> None:
    assert not ask(BONES, at).cookies


def test_the_head_of_an_answer_has_no_body(coded: Any) -> None:
    answer = Client().head(f"{SERVICE}?{BONES}")
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_service_has_a_slash_or_none(coded: Any) -> None:
    assert read(ask(BONES, "/infobutton/service/")).paths == [coded.url]


# Limits -------------------------------------------------------------------------------------------


@BOTH
def test_a_client_asks_a_hundred_times_a_minute(coded: Any, settings: Any, at: str) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": at}
    }
    cache.clear()
    with time_machine.travel("2026-11-29T12:00:00+00:00", tick=False):
        assert {ask("", at).status_code for _time in range(100)} == {400}
        answer = ask(BONES, at)
        assert (answer.status_code, answer["Retry-After"]) == (429, "60")
        elsewhere = Client(REMOTE_ADDR="203.0.113.9").get(f"{at}?{BONES}")
        assert elsewhere.status_code == 200
    with time_machine.travel("2026-11-29T12:01:00+00:00", tick=False):
        assert ask(BONES, at).status_code == 200


# Queries ------------------------------------------------------------------------------------------

CODES = [
    BONES,
    f"{BONES}&knowledgeResponseType=application/json",
    f"mainSearchCriteria.v.c=A00&mainSearchCriteria.v.cs={ICD_10_CM}&mainSearchCriteria.v.dn=Cholera",
    f"{BONES}&mainSearchCriteria.v.c1=C78.7&mainSearchCriteria.v.cs1={ICD_10_CM}&subTopic.v.c=Q000628",
]


@pytest.mark.parametrize("query", CODES)
def test_codes_are_answered_by_two_queries(guide: Guide, coded: Any, query: str) -> None:
    guide.glossary  # noqa: B018 - makes it
    for number in range(5):
        sign_off(publish(TermFactory(slug=f"term-{number}", codes="C79.51")))
        sign_off(publish(guide.article(codes="C79.51")))
    assert len(queries_of(f"{SERVICE}?{query}", warm=True)) <= 2


def test_words_are_answered_by_five_queries(coded: Any) -> None:
    rebuild()
    asked = f"{SERVICE}?mainSearchCriteria.v.dn=palliative+care"
    assert read(ask("mainSearchCriteria.v.dn=palliative+care")).paths == [coded.url]
    assert len(queries_of(asked, warm=True)) <= 5


@pytest.mark.parametrize("query", ["", "knowledgeResponseType=application/javascript&" + BONES])
def test_what_cannot_be_answered_asks_for_the_site_alone(coded: Any, query: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask(query)
    assert len(asked) <= 1


# Logs ---------------------------------------------------------------------------------------------


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """Return all that is logged meanwhile, at any level, as a server writes it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LogFormatter())
    loggers = [logging.getLogger(), logging.getLogger("django"), logging.getLogger("education")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield written
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


SECRETS = {
    "holder.assignedEntity.n": "our-hospital",
    "holder.assignedEntity.certificateText": "hunter2",
    "patientPerson.administrativeGenderCode.c": "sex-F",
    "age.v.v": "4711",
    "mainSearchCriteria.v.dn": "a-secret-worry",
}


@BOTH
@pytest.mark.parametrize("is_broken", [False, True])
def test_nothing_of_the_patient_or_of_the_password_is_logged(
    coded: Any, lines: StringIO, monkeypatch: pytest.MonkeyPatch, at: str, *, is_broken: bool
) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError(f"{args}")

    if is_broken:
        monkeypatch.setattr("education.infobutton.views.find_answer", fail)
    client = Client(raise_request_exception=False)
    more = "&".join(f"{name}={quote(value)}" for name, value in SECRETS.items())
    for query in (BONES, "", f"{BONES}&knowledgeResponseType=text/x"):
        client.get(f"{at}?{query}&{more}")
        client.post(f"{at}?{query}&{more}")
    assert [json.loads(line) for line in lines.getvalue().splitlines()]  # It was listening.
    for value in SECRETS.values():
        assert value not in lines.getvalue()


# Any query at all ---------------------------------------------------------------------------------

NAMES = [
    "mainSearchCriteria.v.c", "mainSearchCriteria.v.cs", "mainSearchCriteria.v.csn",
    "mainSearchCriteria.v.dn", "mainSearchCriteria.v.ot", "mainSearchCriteria.c.c",
    "MAINSEARCHCRITERIA.V.C1", "mainSearchCriteria.v.cs1", "mainSearchCriteria.v.c999999999",
    "mainSearchCriteria.v.c ", "subTopic.v.c", "subTopic.v.cs", "knowledgeResponseType",
    "informationRecipient", "informationRecipient.languageCode.c", "performer.languageCode.c",
    "callback", "",
]  # fmt: skip
VALUES = [
    "C79.51", "C7951", "c79", "198.5", "D009362", "C04.697.650", "Q000628", "C79.", ".", "C" * 999,
    ICD_10_CM, "2.16.840.1.113883.6.103", "2.16.840.1.113883.6.177", "2.16.840.1.113883.6.96",
    "ICD10CM", "MeSH", "application/json", "text/xml", "text/html", "application/javascript",
    "es", "sp", "en-US", "x" * 99, "PROV", "Metastatic cancer", "palliative care", "%", "%00",
    "%2500", "\x00", "\ud800", "a+b", "<b>", "&amp;", "١٢٣", "C\uff17\uff19", "\u202e", "9" * 5000,
]  # fmt: skip
NAME = st.one_of(st.sampled_from(NAMES), st.text(max_size=20))
VALUE = st.one_of(st.sampled_from(VALUES), st.text(max_size=60))
PAIRS = st.lists(st.tuples(NAME, VALUE), max_size=12)


def _encoded(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


@hypothesis(
    max_examples=examples(500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pairs=PAIRS, at=st.sampled_from([SERVICE, PAGE]), method=st.sampled_from(["GET", "POST"]))
def test_any_parameters_are_answered(
    coded: Any, pairs: list[tuple[str, str]], at: str, method: str
) -> None:
    query = "&".join(f"{_encoded(name)}={_encoded(value)}" for name, value in pairs)
    answer = Client().generic(method, at, QUERY_STRING=query)
    assert answer.status_code in ALLOWED
    if answer.status_code == 200:
        assert len(read(answer).links) <= 3


@hypothesis(
    max_examples=examples(500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.one_of(st.text(max_size=200), st.binary(max_size=200)))
def test_any_query_string_is_answered(coded: Any, query: str | bytes) -> None:
    raw = query if isinstance(query, bytes) else query.encode("utf-8", "surrogatepass")
    answer = Client().get(SERVICE, QUERY_STRING=raw.decode("latin-1"))
    assert answer.status_code in ALLOWED
