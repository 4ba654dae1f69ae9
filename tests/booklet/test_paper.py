from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from education.booklet import pdf
from education.booklet.paper import MOST_LINES, own_questions
from tests import bodies
from tests.factories import (
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    TermFactory,
    TreatmentPageFactory,
    every_block,
)
from tests.html import read, visit, words

pytestmark = pytest.mark.django_db

BOTH = "p=treatments/surgery&p=faq/why"


@pytest.fixture
def full(guide: Guide) -> Guide:
    guide.faq  # noqa: B018 - made when asked for
    source, term = SourceFactory(), TermFactory(slug="lesion", term="Lesion")
    text = bodies.text(f"A {bodies.word(term, 'lesion')}, they say. [{source.code}]")
    ask = bodies.questions("What is the aim?", "What are the risks?", "Whom do I call?")
    hard = bodies.section("Later", bodies.reveal("Open it?", bodies.text("What is hard to read.")))
    TreatmentPageFactory(
        parent=guide.treatments, slug="surgery", title="Surgery", body=[text, ask, hard]
    )
    QuestionFactory(slug="why", question="Why me?", short_answer=f"<p>Chance. [{source.code}]</p>")
    return guide


def test_chapters_stand_in_the_chosen_order(full: Guide) -> None:
    page = visit("/booklet/print/?p=faq/why&p=treatments/surgery")
    first, second = page.select(".chapter header h2")
    assert words(first) == "Why me?"
    assert words(second).startswith("Surgery")


def test_one_page_alone_has_no_cover_and_keeps_its_title(full: Guide) -> None:
    page = visit("/booklet/print/?p=treatments/surgery")
    assert [words(one) for one in page.select("h1")] == ["Surgery"]


def test_no_id_stands_twice_and_every_link_inside_finds_its_end(full: Guide) -> None:
    page = visit(f"/booklet/print/?{BOTH}")
    ids = Counter(str(one["id"]) for one in page.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    inside = {str(one["href"])[1:] for one in page.select('main a[href^="#"]')}
    assert inside <= set(ids)
    assert {"c1-source-1", "c2-source-1"} <= inside


def test_a_drawing_still_finds_its_parts(guide: Guide) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" aria-labelledby="t d">'
        '<title id="t">A</title><desc id="d">B</desc><clipPath id="w"><circle r="1"/></clipPath>'
        '<g clip-path="url(#w)"><circle r="2"/></g></svg>'
    )
    guide.article(bodies.section("See", bodies.figure(PictureFactory(svg=svg))), slug="drawn")
    drawn = visit("/booklet/print/?p=understanding/drawn").select_one(".chapter figure svg")
    assert drawn
    assert drawn["aria-labelledby"] == "c1-t c1-d"
    assert drawn.select_one("g")["clip-path"] == "url(#c1-w)"
    assert drawn.select_one("#c1-w")


def test_nothing_on_paper_can_be_pressed(full: Guide) -> None:
    page = visit(f"/booklet/print/?{BOTH}")
    assert page.select(".chapter :is(button, details, input)") == []


def test_explained_words_stand_at_the_end(full: Guide) -> None:
    page = visit("/booklet/print/?p=treatments/surgery")
    assert words(page.select_one(".glossary dt")).startswith("Lesion")


def test_the_hard_part_stays_out_unless_it_is_chosen(full: Guide) -> None:
    assert "hard to read" not in str(visit("/booklet/print/?p=treatments/surgery"))
    assert "hard to read" in str(visit("/booklet/print/?p=treatments/surgery&open=1"))


def test_chosen_questions_and_ones_own_are_gathered(full: Guide) -> None:
    data = {
        "p": "faq/why",
        "ask": "what-is-the-aim",
        "own": "Mine?\n\n Also  mine? ",
        "do": "print",
    }
    page = read(Client().post("/booklet/", data | {"p": ["treatments/surgery", "faq/why"]}))
    asked = [words(one) for one in page.select("section:has(#own-questions) li")]
    assert asked == ["What is the aim?", "Mine?", "Also mine?"]


def test_a_readers_own_words_are_no_markup(full: Guide) -> None:
    data = {"p": "faq/why", "own": "<script>alert(1)</script>", "do": "print"}
    assert "<script>alert" not in Client().post("/booklet/", data).content.decode()


def test_it_says_when_it_was_printed_and_where_it_came_from(full: Guide) -> None:
    imprint = visit("/booklet/print/?p=faq/why").select_one(".imprint")
    assert "http://testserver/faq/why/" in words(imprint)
    assert imprint
    assert imprint.select_one("svg path")


def test_it_says_what_the_record_says_about_a_review(full: Guide) -> None:
    assert "Not yet reviewed" in words(visit("/booklet/print/?p=faq/why").select_one(".review"))


def test_any_body_can_be_set(guide: Guide) -> None:
    guide.article(*every_block(guide), slug="full")
    page = visit("/booklet/print/?p=understanding/full")
    assert "Cells divide." in words(page.select_one(".chapter"))


def test_drawings_bring_their_colors_along(guide: Guide) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">'
        '<circle fill="var(--art-cell, #fed)" r="1"/></svg>'
    )
    guide.article(bodies.section("See", bodies.figure(PictureFactory(svg=svg))), slug="drawn")
    circle = visit("/booklet/print/?p=understanding/drawn").select_one(".chapter circle")
    assert circle
    assert circle["fill"] == "#fed"


def test_a_readers_own_words_have_an_end() -> None:
    lines = own_questions("\n".join("x" * 900 for _ in range(99)))
    assert len(lines) == MOST_LINES
    assert {len(line) for line in lines} == {200}


# The press ----------------------------------------------------------------------------------------


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[list[str]]:
    """What came to the press, which here sets no type."""
    came: list[str] = []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def pressed(html: str, base: str) -> bytes:
        came.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "_set", pressed)
    cache.clear()
    yield came
    cache.clear()


def test_a_pdf_is_named_after_its_page(full: Guide, press: list[str]) -> None:
    answer = Client().get("/booklet/booklet.pdf?p=treatments/surgery")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="surgery.pdf"'
    assert answer.content == b"%PDF-1.7"


def test_the_same_text_is_set_once(full: Guide, press: list[str]) -> None:
    for _ in range(3):
        Client().get("/booklet/booklet.pdf?p=treatments/surgery")
    assert len(press) == 1


def test_a_readers_own_words_are_kept_nowhere(full: Guide, press: list[str]) -> None:
    for _ in range(2):
        answer = Client().post("/booklet/", {"p": "faq/why", "own": "Mine?", "do": "pdf"})
        assert answer["Cache-Control"] == "no-store"
    assert len(press) == 2


def test_who_finds_the_press_busy_is_asked_to_come_back(
    full: Guide, press: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0)
    with pdf._turn():
        answer = Client().get("/booklet/booklet.pdf?p=faq/why")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "/booklet/print/?p=faq/why" in str(read(answer))
    assert press == []
    assert Client().get("/booklet/booklet.pdf?p=faq/why").status_code == 200


def test_who_asks_for_many_pdfs_waits_a_minute(full: Guide, press: list[str]) -> None:
    answers = [Client().get("/booklet/booklet.pdf?p=faq/why") for _ in range(13)]
    assert [one.status_code for one in answers] == [200] * 12 + [429]
    assert answers[-1]["Retry-After"] == "60"


def test_where_no_pdf_can_be_made_the_page_to_print_is_offered(
    full: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(html: str, base: str) -> bytes:
        raise pdf.UnableError

    monkeypatch.setattr(pdf, "_set", unable)
    answer = Client().get("/booklet/booklet.pdf?p=faq/why")
    assert answer.status_code == 501
    assert "/booklet/print/?p=faq/why" in str(read(answer))


# The code -----------------------------------------------------------------------------------------


def test_the_code_of_an_address_is_a_drawing() -> None:
    answer = Client().get("/booklet/code.svg?to=/faq/")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns")


@pytest.mark.parametrize(
    "to", ["", "https://example.org/", "//example.org/", "x", "/" + "x" * 5000]
)
def test_only_addresses_of_this_site_get_a_code(to: str) -> None:
    assert Client().get("/booklet/code.svg", {"to": to}).status_code == 400


def test_each_page_leads_to_its_pdf_and_its_booklet(full: Guide) -> None:
    form = visit("/treatments/surgery/").find(id="take")
    assert form.select_one("[name=p]")["value"] == "treatments/surgery"
    ways = [form["action"], form.select_one("[formaction]")["formaction"]]
    assert ways == ["/booklet/", "/booklet/booklet.pdf"]
