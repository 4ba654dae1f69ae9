from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import segno
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from education.booklet import fonts, pdf
from education.booklet.html import for_weasyprint
from education.booklet.own_questions import MOST_LETTERS, MOST_LINES, OwnQuestions
from education.booklet.selection import MOST_PAGES, MOST_QUESTIONS, question_key
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
    first, second = page.select(".chapter-head h2")
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
    assert {"c1-title", "c2-title", "source-1"} <= inside


def test_a_drawing_still_finds_its_parts(guide: Guide) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" aria-labelledby="t d">'
        '<title id="t">A</title><desc id="d">B</desc><clipPath id="w"><circle r="1"/></clipPath>'
        '<g clip-path="url(#w)"><circle r="2"/></g></svg>'
    )
    guide.article(bodies.section("See", bodies.figure(PictureFactory(svg=svg))), slug="drawn")
    drawn = visit("/booklet/print/?p=understanding/drawn").select_one(".chapters figure svg")
    assert drawn
    names = [drawn.find(id=one).name for one in drawn["aria-labelledby"].split()]
    assert names == ["title", "desc"]
    named = drawn.select_one("g")["clip-path"].removeprefix("url(#").removesuffix(")")
    assert drawn.find(id=named).name == "clippath"


def test_nothing_on_paper_can_be_pressed(full: Guide) -> None:
    page = visit(f"/booklet/print/?{BOTH}")
    assert page.select(".chapters :is(button, details, input)") == []


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


@pytest.mark.parametrize("own", ["\u200b", "\u2060 \ufeff", "\u00a0"])
def test_a_line_without_a_visible_letter_is_no_question(full: Guide, own: str) -> None:
    page = read(Client().post("/booklet/", {"p": "faq/why", "own": f"{own}\nMine?", "do": "print"}))
    assert [words(one) for one in page.select(".my-questions li")] == ["Mine?"]


def test_own_words_have_the_direction_of_their_language(full: Guide) -> None:
    data = {"p": "faq/why", "own": "האם זה כואב?", "do": "print"}
    (question,) = read(Client().post("/booklet/", data)).select(".my-questions li span")
    assert question["dir"] == "auto"


def test_a_readers_own_words_are_no_markup(full: Guide) -> None:
    data = {"p": "faq/why", "own": "<script>alert(1)</script>", "do": "print"}
    assert "<script>alert" not in Client().post("/booklet/", data).content.decode()


def test_it_says_when_it_was_printed_and_where_it_came_from(full: Guide) -> None:
    imprint = visit("/booklet/print/?p=faq/why").select_one(".imprint")
    assert "http://testserver/faq/why/" in words(imprint)
    assert imprint
    assert imprint.select_one("svg path")


def test_it_says_what_the_record_says_about_a_review(full: Guide) -> None:
    assert "Not yet reviewed" in words(
        visit("/booklet/print/?p=faq/why").select_one(".review-status")
    )


def test_any_body_can_be_set(guide: Guide) -> None:
    guide.article(*every_block(guide), slug="full")
    page = visit("/booklet/print/?p=understanding/full")
    assert "Cells divide." in words(page.select_one(".chapters"))


def test_drawings_bring_their_colors_along(guide: Guide) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1">'
        '<circle fill="var(--art-cell, #fed)" r="1"/></svg>'
    )
    guide.article(bodies.section("See", bodies.figure(PictureFactory(svg=svg))), slug="drawn")
    circle = visit("/booklet/print/?p=understanding/drawn").select_one(".chapters circle")
    assert circle
    assert circle["fill"] == "#fed"


def test_a_readers_own_words_have_an_end_that_is_named() -> None:
    own = OwnQuestions.of("\n".join(f"Line {n}" for n in range(MOST_LINES + 2)))
    assert len(own.kept) == MOST_LINES
    assert own.extra == [f"Line {MOST_LINES}", f"Line {MOST_LINES + 1}"]


def test_a_line_of_5000_letters_is_printed_whole(full: Guide) -> None:
    line = "Why? " * 1000
    page = read(Client().post("/booklet/", {"p": "faq/why", "own": line, "do": "print"}))
    assert words(page.select_one(".my-questions li")) == line.strip()


def test_what_is_too_long_for_any_paper_is_named_and_the_rest_printed(full: Guide) -> None:
    own = "Mine?\n" + "x" * (MOST_LETTERS + 1)
    page = read(Client().post("/booklet/", {"p": "faq/why", "own": own, "do": "print"}))
    assert [words(one) for one in page.select(".my-questions li")] == ["Mine?"]
    told = words(page.select_one(".not-printed"))
    assert "a booklet holds 60, with 10,000 letters in all" in told
    assert "xxx…" in told


# What stands once ---------------------------------------------------------------------------------


def test_sources_stand_once_and_are_counted_through_all_chapters(full: Guide) -> None:
    other = SourceFactory(title="Another paper")
    QuestionFactory(slug="when", question="When?", short_answer=f"<p>Soon. [{other.code}]</p>")
    page = visit(f"/booklet/print/?{BOTH}&p=faq/when")
    sources = page.select(".sources li")
    assert len(sources) == 2
    assert [one["id"] for one in sources] == ["source-1", "source-2"]
    assert "Another paper" in words(sources[1])
    last = page.select(".chapters .cite")[-1]
    assert (last["href"], words(last), last["aria-label"]) == ("#source-2", "[2]", "Source 2")


def test_help_and_the_disclaimer_stand_once(full: Guide) -> None:
    page = visit(f"/booklet/print/?{BOTH}")
    assert len(page.select("main .care")) == 1
    assert len(page.select("main .imprint")) == 1


def test_one_page_alone_has_its_own_card_of_help(full: Guide) -> None:
    assert len(visit("/booklet/print/?p=faq/why").select("main .care")) == 1


def test_the_one_card_also_says_what_a_chapter_says_beyond_it(full: Guide) -> None:
    care = bodies.care("Call {{ emergency_number }} for a seizure.", "Call about a fever.")
    full.article(care, title="Chemotherapy", slug="chemo")
    page = visit(f"/booklet/print/?{BOTH}&p=understanding/chemo")
    assert "Chemotherapy: Call your local emergency number for a seizure." in words(
        page.select_one(".care-now")
    )
    assert "Chemotherapy: Call about a fever." in words(page.select_one(".care-soon"))


def test_a_sentence_of_the_one_card_stands_with_the_one_that_it_refers_to(full: Guide) -> None:
    care = bodies.care(
        "Call {{ emergency_number }} now if you think that your life is in danger.",
        "Call your care team now about any new sign. Do not wait for the next scan.",
    )
    full.article(care, title="How is it found?", slug="found")
    soon = words(visit(f"/booklet/print/?{BOTH}&p=understanding/found").select_one(".care-soon"))
    assert "How is it found? Call your care team now about any new sign. Do not wait" in soon
    assert "?:" not in soon


def test_the_one_card_repeats_nothing_that_it_says_for_all(full: Guide) -> None:
    danger = "Call {{ emergency_number }} if you think that your life is in danger."
    sure = "Call even if you are not sure."
    for slug in ("one", "two"):
        care = bodies.care(f"Call for a seizure. {danger}", f"Call about a fever. {sure}")
        full.article(care, title=slug.title(), slug=slug)
    page = visit("/booklet/print/?p=understanding/one&p=understanding/two")
    now, soon = words(page.select_one(".care-now")), words(page.select_one(".care-soon"))
    assert now.count("in danger") == 1
    assert now.count("One, Two: Call for a seizure.") == now.count("a seizure") == 1
    assert soon.count("not sure") == 1
    assert "One, Two: Call about a fever." in soon


def test_the_one_card_gives_the_crisis_line_once(full: Guide) -> None:
    crisis = "If you think of ending your life, call {{ crisis_number }} at any hour."
    full.article(bodies.care(crisis, "Call."), title="One", slug="one")
    card = visit("/booklet/print/?p=understanding/one&p=faq/why").select_one(".care-now")
    assert words(card).count("ending your life") == 1


def test_a_wide_table_stands_across_both_columns_of_text(guide: Guide) -> None:
    headings = ["Treatment", "Given", "Does", "Hard"]
    table = bodies.table("Compare", headings, ["Surgery", "In an operation", "Takes out", "Pain"])
    guide.article(bodies.section("All", table), slug="wide")
    guide.article(slug="other", title="Other")
    page = visit("/booklet/print/?p=understanding/wide&p=understanding/other")
    (table,) = page.select(".chapters > .across > table")
    assert [words(one) for one in table.select("thead th")] == headings
    assert [words(one) for one in table.select("tbody :is(th, td)")] == [
        "Surgery", "In an operation", "Takes out", "Pain"
    ]  # fmt: skip
    assert words(table.find_previous_sibling()) == "All"
    assert len(page.select(".chapters > .flow")) == 2


def test_a_wide_table_in_an_opened_part_stands_across_too(guide: Guide) -> None:
    table = bodies.table("Compare", ["A", "B", "C", "D"], ["1", "2", "3", "4"])
    guide.article(bodies.section("All", bodies.reveal("Open it?", table)), slug="wide")
    guide.article(slug="other", title="Other")
    page = visit("/booklet/print/?p=understanding/wide&p=understanding/other&open=1")
    assert page.select(".chapters > .across > table")


def test_sources_say_once_when_they_were_seen(full: Guide) -> None:
    assert words(visit(f"/booklet/print/?{BOTH}").select_one(".sources")).count("seen from") == 1
    assert "Seen" not in words(visit(f"/booklet/print/?{BOTH}").select_one(".sources ol"))


def test_an_opened_part_stands_under_its_name(full: Guide) -> None:
    page = visit("/booklet/print/?p=treatments/surgery&open=1")
    assert words(page.select_one(":is(h2, h3, h4).opened")) == "Open it?"


def test_no_two_regions_of_a_booklet_have_the_same_name(full: Guide) -> None:
    page = visit(f"/booklet/print/?{BOTH}&p=understanding")
    named = page.select("main [aria-labelledby]")
    names = [words(page.find(id=str(one["aria-labelledby"]).split()[0])) for one in named]
    assert len(names) == len(set(names))


def test_the_cover_has_lines_for_name_nurse_and_phone(full: Guide) -> None:
    lines = [words(one) for one in visit(f"/booklet/print/?{BOTH}").select(".booklet-title .blank")]
    assert lines == ["My name:", "My nurse or doctor:", "Phone, day and night:"]


def test_a_closed_part_says_on_paper_that_it_was_left_closed_and_where_it_opens(
    full: Guide,
) -> None:
    closed = visit("/booklet/print/?p=treatments/surgery").select_one(".reveal-print")
    assert "left closed" in words(closed)
    assert "testserver/treatments/surgery/#closed" in words(closed)
    assert not visit("/booklet/print/?p=treatments/surgery&open=1").select(".reveal-print")


# What does not fit -------------------------------------------------------------------------------


def test_pages_beyond_the_limit_are_named_on_screen_and_on_paper(full: Guide) -> None:
    for n in range(MOST_PAGES + 2):
        full.article(title=f"Page {n}", slug=f"page-{n}")
    query = "&".join(f"p=understanding/page-{n}" for n in range(MOST_PAGES + 2))
    for address in ("/booklet/", "/booklet/print/"):
        told = visit(f"{address}?{query}").select_one(".not-printed")
        said = f"You chose {MOST_PAGES + 2} pages; a booklet holds {MOST_PAGES}."
        assert said in words(told)
        assert told
        named = [words(one) for one in told.select("li")]
        assert named == [f"Page {MOST_PAGES}", f"Page {MOST_PAGES + 1}"]


def test_ticking_pages_beyond_the_limit_names_them_at_once(full: Guide) -> None:
    keys = [f"understanding/page-{n}" for n in range(MOST_PAGES + 1)]
    for n in range(MOST_PAGES + 1):
        full.article(title=f"Page {n}", slug=f"page-{n}")
    page = read(Client().post("/booklet/", {"add": keys, "do": "add"}))
    assert f"Page {MOST_PAGES}" in words(page.select_one(".not-printed"))
    assert len(page.select("[name=p]")) == MOST_PAGES


def test_51_ticked_questions_are_printed(guide: Guide) -> None:
    asked = [f"What about the {n}th matter of all that there is to ask?" for n in range(51)]
    guide.article(bodies.questions(*asked), slug="asks")
    data = {"p": "understanding/asks", "ask": [question_key(one) for one in asked], "do": "print"}
    answer = Client().post("/booklet/", data, follow=True)
    assert len(answer.redirect_chain[0][0]) < 4094  # what web servers take by default
    page = read(answer)
    assert [words(one) for one in page.select(".my-questions li")] == asked


def test_questions_beyond_the_limit_are_named(guide: Guide) -> None:
    asked = [f"Question {n}?" for n in range(MOST_QUESTIONS + 1)]
    guide.article(bodies.questions(*asked), slug="asks")
    query = "&".join(f"ask={question_key(one)}" for one in asked)
    page = visit(f"/booklet/print/?p=understanding/asks&{query}")
    told = words(page.select_one(".not-printed"))
    assert f"You ticked {MOST_QUESTIONS + 1} questions; a booklet holds {MOST_QUESTIONS}." in told
    assert asked[-1] in told


def test_a_ticked_question_of_a_page_that_was_taken_out_is_named(full: Guide) -> None:
    page = visit("/booklet/?p=faq/why&ask=what-is-the-aim")
    assert "what is the aim" in words(page.select_one(".not-printed"))


def test_adding_to_a_full_booklet_does_not_say_that_something_was_added(full: Guide) -> None:
    keys = [f"understanding/page-{n}" for n in range(MOST_PAGES)]
    for n in range(MOST_PAGES):
        full.article(title=f"Page {n}", slug=f"page-{n}")
    page = read(Client().post("/booklet/", {"p": keys, "add": "faq/why", "do": "add"}))
    assert "Why me?" in words(page.select_one(".not-printed"))
    assert not page.select("#done")


def test_a_lost_question_is_named_by_its_first_words(full: Guide) -> None:
    lost = question_key("Is surgery a choice for me, and what would you choose yourself?")
    told = words(visit(f"/booklet/?p=faq/why&ask={lost}").select_one(".not-printed"))
    assert "is surgery a choice for …" in told


def test_where_no_page_is_found_nothing_else_is_claimed(full: Guide) -> None:
    page = visit("/booklet/print/?p=nope")
    assert "We could not find nope" in words(page.select_one(".not-printed"))
    assert not page.select("#done")


def test_a_page_that_is_gone_is_named_on_paper_too(full: Guide) -> None:
    page = visit("/booklet/print/?p=gone&p=faq/why")
    assert "We could not find gone" in words(page.select_one(".not-printed"))
    assert page.select(".chapter-head")


# The press ---------------------------------------------------------------------------------------


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[list[str]]:
    """Yield what came to the press, which here sets no type."""
    came: list[str] = []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

    def pressed(html: str, base: str) -> bytes:
        came.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(pdf, "_typeset", pressed)
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
        answer = Client().post("/booklet/", {"p": "faq/why", "own": "Mine?", "do": "a4"})
        assert answer["Cache-Control"] == "no-store"
    assert len(press) == 2


@pytest.fixture
def latin_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fonts that have the letters of Latin alone."""
    monkeypatch.setattr(fonts, "_letters_of_fonts", lambda: (range(0x20, 0x250),))


def test_own_words_in_letters_that_no_font_has_are_offered_to_the_browser(
    full: Guide, press: list[str], latin_fonts: None
) -> None:
    own = "会痛吗\nWhat now? é 👨‍👩"
    page = read(Client().post("/booklet/", {"p": "faq/why", "own": own, "do": "a4"}))
    assert press == []
    told = words(page.select_one("form [role=alert]"))
    assert "A PDF cannot show these letters of yours: 会 痛 吗 👨 👩." in told
    assert [words(one) for one in page.select(".my-questions li")] == own.splitlines()
    assert not page.select("button[value=a4]")


def test_the_fonts_of_this_machine_have_latin_letters() -> None:
    assert fonts.letters_without_font(["What is the aim? “é” 100.4 °F\u200b"]) == []


def test_a_pdf_is_set_on_the_chosen_paper(full: Guide, press: list[str]) -> None:
    for paper in ("a4", "letter"):
        data = {"p": ["treatments/surgery", "faq/why"], "do": paper}
        answer = Client().post("/booklet/", data, follow=True)
        assert answer.content == b"%PDF-1.7"
    assert ["8.5in 11in" in html for html in press] == [False, True]


def test_who_finds_the_press_busy_is_asked_to_come_back(
    full: Guide, press: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0)
    with pdf._hold_lock():
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

    monkeypatch.setattr(pdf, "_typeset", unable)
    answer = Client().get("/booklet/booklet.pdf?p=faq/why")
    assert answer.status_code == 501
    assert "/booklet/print/?p=faq/why" in str(read(answer))


def test_in_a_pdf_every_drawing_has_a_title(guide: Guide) -> None:
    guide.article(*every_block(guide), slug="full")
    html = Client().get("/booklet/print/?p=understanding/full&p=faq").content.decode()
    page = BeautifulSoup(for_weasyprint(html), "html.parser")
    drawings = page.select("main svg")
    assert len(drawings) > 1
    assert [one for one in drawings if not words(one.find("title"))] == []


def test_in_a_pdf_no_text_ends_in_a_space_of_its_own() -> None:
    told = for_weasyprint("<p>A fever during\n <a>therapy</a> is. </p>")
    assert told == "<p>A fever during<bdi> </bdi><a>therapy</a> is.</p>"


# The code ----------------------------------------------------------------------------------------


def _code_width(page: Any) -> float:
    return float(page.select_one(".imprint svg")["width"].removesuffix("mm"))


def test_a_code_grows_with_its_address_so_that_a_phone_can_read_it(full: Guide) -> None:
    for n in range(9):
        full.article(title=f"Page {n}", slug=f"page-with-a-rather-long-address-{n}")
    more = "&".join(f"p=understanding/page-with-a-rather-long-address-{n}" for n in range(9))
    short, long = (visit(f"/booklet/print/?{one}") for one in (BOTH, f"{BOTH}&{more}"))
    assert _code_width(short) < _code_width(long) <= 42
    for page in (short, long):
        address = words(page.select_one(".imprint svg title")).removeprefix("Code to scan for ")
        squares = segno.make_qr(address, error="m").symbol_size(border=4)[0]
        assert _code_width(page) >= 0.33 * squares


def test_a_code_that_would_be_too_large_leaves_out_the_questions_and_says_so(guide: Guide) -> None:
    asked = [f"What about the {n}th matter of all that there is to ask?" for n in range(50)]
    guide.article(bodies.questions(*asked), slug="asks")
    guide.article(slug="other")
    query = "&".join(f"ask={question_key(one)}" for one in asked)
    page = visit(f"/booklet/print/?p=understanding/asks&p=understanding/other&{query}")
    assert "The code holds your pages; tick your questions again." in words(
        page.select_one(".imprint")
    )
    title = words(page.select_one(".imprint svg title"))
    assert "p=understanding/asks" in title
    assert "ask=" not in title


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
    assert form["action"] == "/booklet/"
    ways = [(way["formaction"], way["value"]) for way in form.select("[formaction]")]
    assert ways == [("/booklet/booklet.pdf", "letter"), ("/booklet/booklet.pdf", "a4")]
