"""The lists from which the buttons of the rich text editor choose."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.content.test_editing import edit_of
from tests.factories import Guide, SourceFactory, TermFactory
from tests.html import visit


def test_a_source_is_found_by_code_and_title(db: None, admin_client: Client) -> None:
    SourceFactory(code="S2", title="Bone pain")
    SourceFactory(code="S10", title="Bone scans")
    SourceFactory(code="S3", title="Hidden bone", live=False)
    address = reverse("marks:sources")
    rows = admin_client.get(address, {"q": "bone"}).json()["choices"]
    assert [row["mark"] for row in rows] == ["S2", "S10"]
    assert admin_client.get(address, {"q": "s10"}).json()["choices"][0]["mark"] == "S10"
    assert admin_client.get(address, {"q": "\0%"}).json()["choices"] == []


def test_a_term_is_found_by_its_name(db: None, admin_client: Client) -> None:
    TermFactory(term="Lesion", slug="lesion")
    address = reverse("marks:terms")
    assert admin_client.get(address, {"q": "les"}).json()["choices"][0]["mark"] == "lesion"


def test_the_editor_has_the_buttons(guide: Guide, admin_client: Client) -> None:
    page = visit(edit_of(guide.article()), admin_client)
    assert page.select_one("[data-marks-labels][data-cite][data-explain]")
    assert page.select_one("script[src*='marks']")
