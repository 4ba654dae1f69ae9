"""Was this page helpful? A reader answers, and only a number changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from education.content.models import ArticlePage, SiteSettings
from education.faq.models import FAQItem
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.glossary.models import GlossaryTerm
from tests.factories import (
    Guide,
    QuestionFactory,
    TermFactory,
    keep_private,
)
from tests.html import addresses, read, words
from tests.sql import queries_of

FORM = "form[action='/feedback/']"


def send(about: str, answer: str, client: Client | None = None, **more: Any) -> HttpResponse:
    """Return what a browser sends when a reader presses a button."""
    return (client or Client()).post("/feedback/", {"about": about, "answer": answer, **more})


def counted() -> dict[tuple[str, int, str], int]:
    """All that is kept of answers, months aside."""
    rows = Feedback.objects.values_list("kind", "object_id", "answer", "count")
    return {(kind, key, answer): count for kind, key, answer, count in rows}


# The answer ---------------------------------------------------------------------------------------


@pytest.fixture
def page(guide: Guide) -> ArticlePage:
    return guide.article(title="Why?", slug="why")


@pytest.fixture
def key(page: ArticlePage) -> str:
    return f"page-{page.pk}"


def test_a_yes_is_thanked_for_and_counted(page: ArticlePage, key: str) -> None:
    thanks = read(send(key, "yes"))
    assert words(thanks.h1) == "Thank you"
    assert words(thanks.title).startswith("Thank you for your answer · ")
    assert page.url in addresses(thanks.main)
    assert "Ask your care team" in words(thanks.main)
    assert counted() == {("page", page.pk, "yes"): 1}


def test_a_no_is_counted_and_may_be_explained_by_a_button(page: ArticlePage, key: str) -> None:
    asked = read(send(key, "no"))
    assert words(asked.h1) == "Thank you. What was missing?"
    (form,) = asked.select(FORM)
    assert form.select_one("[name=about]")["value"] == key
    assert [button["value"] for button in form.select("button")] == Answer.reasons()
    assert not form.select("textarea, input:not([type=hidden])")
    assert counted() == {("page", page.pk, "no"): 1}


@pytest.mark.parametrize("reason", Answer.reasons())
def test_a_reason_is_thanked_for_and_counted(page: ArticlePage, key: str, reason: Answer) -> None:
    thanks = read(send(key, reason))
    assert words(thanks.h1) == "Thank you"
    assert not thanks.select(FORM)
    assert counted() == {("page", page.pk, reason): 1}


def test_who_was_upset_is_not_left_alone(page: ArticlePage, key: str) -> None:
    SiteSettings.objects.create(site=page.get_site(), crisis_number="988")
    thanks = read(send(key, "upsetting"))
    assert "you trust" in words(thanks.h1.parent)
    assert thanks.select_one(".text [href='tel:988']")


@pytest.mark.parametrize("answer", Answer)
def test_what_a_reader_gets_after_an_answer_is_whole(key: str, answer: Answer) -> None:
    response = send(key, answer)
    html = read(response)
    assert len(html.select("h1")) == 1
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len({*ids}) == len(ids)


def test_an_answer_sets_no_cookie_and_needs_none(key: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = send(key, "yes", client)
    assert response.status_code == 200
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


def test_the_form_may_be_sent_only_to_this_site(key: str) -> None:
    for response in (Client().get("/understanding/why/"), send(key, "no")):
        assert "form-action 'self'" in response.headers["Content-Security-Policy"]


def test_the_answers_are_no_address_for_search_engines(guide: Guide) -> None:
    assert b"Disallow: /feedback/" in Client().get("/robots.txt").content
    assert b"/feedback/" not in Client().get("/sitemap.xml").content


# What is kept -------------------------------------------------------------------------------------


def test_answers_add_up(page: ArticlePage, key: str) -> None:
    for answer in ("yes", "yes", "no", "hard", "yes"):
        send(key, answer)
    assert {answer: count for (_k, _pk, answer), count in counted().items()} == {
        "yes": 3, "no": 1, "hard": 1,
    }  # fmt: skip


def test_each_month_counts_anew(key: str) -> None:
    for day in ("2026-10-31", "2026-11-01", "2026-11-30"):
        with time_machine.travel(f"{day}T12:00:00+00:00"):
            send(key, "yes")
    assert {*Feedback.objects.values_list("month", "count")} == {
        (dt.date(2026, 10, 1), 1), (dt.date(2026, 11, 1), 2),
    }  # fmt: skip


def test_pages_questions_and_words_of_the_same_number_are_told_apart(guide: Guide) -> None:
    question, word = QuestionFactory(pk=77), TermFactory(pk=77)
    assert isinstance(question, FAQItem)
    assert isinstance(word, GlossaryTerm)
    send("question-77", "yes")
    send("term-77", "no")
    assert counted() == {("question", 77, "yes"): 1, ("term", 77, "no"): 1}


def test_nothing_is_kept_but_the_text_the_answer_the_month_and_the_number() -> None:
    names = [field.name for field in Feedback._meta.get_fields()]
    assert names == ["id", "kind", "object_id", "answer", "month", "count"]


def test_the_answers_go_with_the_text(page: ArticlePage, key: str) -> None:
    question = QuestionFactory()
    send(key, "yes")
    send(f"question-{question.pk}", "yes")
    page.delete()
    assert [*counted()] == [("question", question.pk, "yes")]
    question.delete()
    assert not counted()


def test_an_answer_asks_the_database_only_what_it_needs(key: str) -> None:
    send(key, "yes")
    queries = queries_of("/feedback/", post={"about": key, "answer": "yes"})
    # Site and menus; settings; the page; the help page; one more.
    assert len(queries) <= 6, "\n".join(queries)


# What makes no sense ------------------------------------------------------------------------------


def test_reading_the_address_is_told_what_it_is_for(guide: Guide) -> None:
    response = Client().get("/feedback/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert words(read(response).h1) == "There is nothing to read here"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["head", "put", "patch", "delete", "options", "trace"])
def test_no_other_method_counts(guide: Guide, method: str) -> None:
    assert getattr(Client(), method)("/feedback/").status_code == 405


def test_an_answer_that_nobody_offered_is_not_counted(page: ArticlePage, key: str) -> None:
    response = send(key, "maybe")
    assert response.status_code == 400
    assert page.url in addresses(read(response).main)
    assert not counted()


def test_a_draft_a_private_page_or_a_list_cannot_be_judged(guide: Guide) -> None:
    hidden = [guide.article(live=False), keep_private(guide.article()), guide.articles, guide.home]
    keys = [f"page-{page.pk}" for page in hidden]
    keys += [f"question-{QuestionFactory(live=False).pk}", f"term-{TermFactory(live=False).pk}"]
    answers = [send(one, "yes") for one in keys]
    assert {answer.status_code for answer in answers} == {404}
    assert all(b"Summary of" not in answer.content for answer in answers)
    assert not counted()


NASTY = [
    "", "page", "page-", "page-0", "page-01", "page--1", "page-1e3", "page-٣", "page-1\n",
    "page-999999999", "page-99999999999999999999", "topic-1", "\0", "page-1\0", "%00", "a" * 10_000,
    "'; DROP TABLE feedback_feedback; --", "<script>alert(1)</script>", "{{ 7 * 7 }}",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_a_nasty_subject_or_answer_is_no_error(page: ArticlePage, key: str, text: str) -> None:
    unknown, unasked = send(text, "yes"), send(key, text)
    assert (unknown.status_code, unasked.status_code) == (404, 400)
    assert words(read(unknown).h1) == "Your answer was not counted"
    assert not counted()


def test_fields_that_are_missing_are_no_error(key: str) -> None:
    assert Client().post("/feedback/", {}).status_code == 404
    assert Client().post("/feedback/", {"about": key}).status_code == 400


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe\0", "application/x-www-form-urlencoded"),
        (b"about=%ff%fe&answer=%00", "application/x-www-form-urlencoded"),
        (b"about=1", "application/x-www-form-urlencoded; charset=latin-1"),
        (b"nothing", "multipart/form-data; boundary=x"),
        (b"nothing", "multipart/form-data"),
        (b"[]", "application/json"),
        (b"a=1&" * 2000, "application/x-www-form-urlencoded"),
        (b"a" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"", ""),
    ],
    ids=range(9),
)
def test_a_nasty_body_is_refused(guide: Guide, body: bytes, kind: str) -> None:
    response = Client().post("/feedback/", data=body, content_type=kind)
    assert 400 <= response.status_code < 500


def test_a_file_in_the_place_of_an_answer_is_refused(key: str) -> None:
    file = SimpleUploadedFile("yes", b"yes")
    assert Client().post("/feedback/", {"about": key, "answer": file}).status_code == 400


def test_a_form_cannot_send_a_reader_to_another_site(key: str) -> None:
    response = send(key, "yes", next="https://evil.example/", address="//evil.example/")
    assert b"evil.example" not in response.content


# Too many -----------------------------------------------------------------------------------------


@pytest.fixture
def memory_cache(settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "feedback",
        }
    }
    from django.core.cache import cache  # noqa: PLC0415 - of the settings above

    cache.clear()


@time_machine.travel("2026-11-22T12:00:00+00:00")
def test_too_many_answers_are_not_counted(page: ArticlePage, key: str, memory_cache: None) -> None:
    for _time in range(20):
        assert send(key, "yes").status_code == 200
    response = send(key, "yes")
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "600"
    assert "no-store" in response.headers["Cache-Control"]
    told = read(response)
    assert "Nothing you did is wrong" in words(told.main)
    assert page.url in addresses(told.main)
    assert counted() == {("page", page.pk, "yes"): 20}


@time_machine.travel("2026-11-22T12:00:00+00:00")
def test_another_reader_is_counted_all_the_same(key: str, memory_cache: None) -> None:
    for _time in range(21):
        send(key, "yes")
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert send(key, "yes", other).status_code == 200
