"""The sheet for the fridge says what the page says, on one printed side."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from education.booklet.pdf import BusyError, MissingContentError
from education.content import public_urls
from education.content.models import ArticlePage
from tests import bodies
from tests.booklet.conftest import SAYS, change, help_line
from tests.booklet.printed import pages
from tests.factories import Guide, keep_private
from tests.html import visit, words

LONG = "1-800-4-CANCER, choose 2, then ask for the oncology nurse now"[:60]
NAME = "The national cancer information and support telephone line for all of our region"


def signs(level: str) -> list[str]:
    """The signs of a level on the sheet."""
    return [words(one) for one in visit("/sheet/").select(f".sheet-{level} li")]


def test_it_shows_each_sign_with_a_picture_in_its_level(help_page: ArticlePage) -> None:
    assert signs("now") == ["Breathing: sudden trouble breathing"]
    assert signs("soon") == ["100.4 °F"]
    assert signs("later") == ["Feeling tired"]
    assert len(visit("/sheet/").select(".sheet-signs li > svg")) == 3


def test_each_level_says_its_urgency_in_words(help_page: ArticlePage) -> None:
    change(emergency_number="911")
    page = visit("/sheet/")
    headings = [words(page.select_one(f".sheet-{one} h3")) for one in ("now", "soon", "later")]
    assert headings == [
        "Emergency: call 911 now",
        "Urgent: call your care team now, day or night",
        "Less urgent",
    ]
    assert words(page.select_one(".sheet-later h4")) == "Keep it"


def test_an_emergency_that_needs_another_call_says_which(help_page: ArticlePage) -> None:
    team = "On chemotherapy: call your care team at once"
    levels = [
        bodies.level("now", "Call {{ emergency_number }} now", "((chest)) pain", on_sheet=True),
        bodies.level("now", team, "((fever)) 100.4 °F", on_sheet=True),
    ]
    help_page.body = [bodies.section("I am ill", *levels)]
    help_page.save()
    assert signs("now") == ["Pain", "100.4 °F"]
    heading = visit("/sheet/").select_one(".sheet-now h4")
    assert words(heading) == team
    assert words(heading.find_next_sibling("ul")) == "100.4 °F"


def test_it_follows_the_text_of_the_page(help_page: ArticlePage) -> None:
    level = bodies.level("now", "Call", "((chest)) pain in the chest", on_sheet=True)
    help_page.body = [bodies.section("My chest hurts", level)]
    help_page.save()
    assert signs("now") == ["Pain in the chest"]
    assert signs("soon") == []


def test_it_says_what_to_say_on_the_phone(help_page: ArticlePage) -> None:
    said = [words(one) for one in visit("/sheet/").select(".sheet-say ol li")]
    assert said == ["“My name is …”", "“What should I do now?”"]


def test_it_has_the_numbers_of_the_hospital(help_page: ArticlePage) -> None:
    change(
        emergency_number="911",
        crisis_number="988",
        care_team_number="555-0100",
        help_lines=[help_line(name="Cancer line", number="1-800-4-CANCER")],
    )
    page = visit("/sheet/")
    dialed = [one["href"] for one in page.select(".sheet a.tel")]
    assert dialed == ["tel:911", "tel:5550100", "tel:988", "tel:18004226237"]
    assert page.select(".sheet-numbers .blank, .sheet-lines .blank") == []


def test_what_is_not_set_is_a_line_to_write_on(help_page: ArticlePage) -> None:
    page = visit("/sheet/")
    assert len(page.select(".sheet-numbers .blank")) == 3
    assert [words(one) for one in page.select(".sheet-lines .blank")] == [
        "Help line:",
        "Care team at night:",
    ]


def test_there_is_room_for_what_only_the_reader_knows(help_page: ArticlePage) -> None:
    lines = [words(one) for one in visit("/sheet/").select(".sheet-say .blank")]
    assert lines == ["Name:", "Treatment:", "Last one on:", "My number at the hospital:"]


def test_it_says_its_review_its_date_and_where_the_page_is(help_page: ArticlePage) -> None:
    foot = words(visit("/sheet/").select_one(".sheet-foot"))
    assert "Not yet reviewed by a clinician." in foot
    assert "Text of November 21, 2026." in foot
    assert "http://testserver/understanding/when-to-call/" in foot


def test_it_holds_no_marks_of_the_page(help_page: ArticlePage) -> None:
    page = visit("/sheet/")
    assert page.select(".sheet .cite, .sheet .term") == []
    assert not re.search(r"\[N1\]|\(\(|\{\{|\[\[", words(page.select_one(".sheet")))


def test_a_setting_cannot_bring_markup(help_page: ArticlePage) -> None:
    level = bodies.level("now", "Call", "((chest)) call {{ emergency_number }}", on_sheet=True)
    help_page.body = [bodies.section("My chest hurts", level)]
    help_page.save()
    change(emergency_number="<script>x()</script>")
    assert visit("/sheet/").select(".sheet script") == []


def test_there_is_none_without_a_page_about_when_to_call(guide: Guide, client: Client) -> None:
    assert client.get("/sheet/").status_code == 404
    assert client.get("/sheet/sheet.pdf").status_code == 404


def test_there_is_none_while_the_page_is_private(help_page: ArticlePage, client: Client) -> None:
    assert "/sheet/" in public_urls.get_public_urls()
    keep_private(help_page)
    assert client.get("/sheet/").status_code == 404
    assert "/sheet/" not in public_urls.get_public_urls()


def test_search_engines_and_the_store_know_it(help_page: ArticlePage, client: Client) -> None:
    assert "/sheet/" in public_urls.get_public_urls(["/sheet/"])
    assert b"http://testserver/sheet/</loc>" in client.get("/sitemap.xml").content


@pytest.mark.parametrize(("error", "status"), [(BusyError, 503), (MissingContentError, 501)])
def test_a_reader_is_told_when_no_pdf_can_be_made(
    help_page: ArticlePage,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    error: type[Exception],
    status: int,
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> bytes:
        raise error

    monkeypatch.setattr("education.booklet.pdf.render_pdf", refuse)
    answer = client.get("/sheet/sheet.pdf")
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    assert b"Please print this page instead" in answer.content


FULL = [
    bodies.section(
        "All signs",
        bodies.level(
            "now", "Call", *[f"((breath)) <b>Sign {n}:</b> {'some word ' * 8}" for n in range(10)],
            on_sheet=True,
        ),
        bodies.level(
            "soon", "Call", *[f"((fever)) {'another word ' * 5}{n}" for n in range(16)],
            on_sheet=True,
        ),
        bodies.level(
            "later", "Wait", *[f"((tired)) {'a word ' * 8}{n}" for n in range(4)], on_sheet=True
        ),
        SAYS,
    )
]  # fmt: skip


@pytest.mark.parametrize("paper", [pytest.param("a4", marks=pytest.mark.slow), "letter"])
@pytest.mark.parametrize(
    "numbers",
    [
        {},
        {"emergency_number": "911", "crisis_number": "988", "care_team_number": "555-0100"},
        {
            **dict.fromkeys(("emergency_number", "crisis_number", "care_team_number"), LONG),
            "help_lines": [help_line(name=NAME, number=LONG)] * 6,
        },
    ],
    ids=["empty", "short", "long"],
)
@pytest.mark.parametrize(
    "body", [pytest.param(None, id="few", marks=pytest.mark.slow), pytest.param(FULL, id="full")]
)
def test_it_is_one_page_of_paper(
    help_page: ArticlePage, client: Client, paper: str, numbers: dict[str, Any], body: Any
) -> None:
    if body:
        help_page.body = body
        help_page.save()
    change(**numbers)
    made = client.get("/sheet/sheet.pdf", {"paper": paper})
    assert made["Content-Type"] == "application/pdf"
    assert pages(made.content) == 1
