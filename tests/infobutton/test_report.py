"""Test the report of codes: what editors see, filter and export."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from tests.factories import Guide, TermFactory, UserFactory
from tests.html import addresses, visit, words

pytestmark = pytest.mark.django_db

REPORT = "/cms/reports/codes/"


@pytest.fixture
def coded(guide: Guide) -> tuple[Any, Any]:
    """A page and a term with codes."""
    page = guide.article(title="Bones", codes="c7951\nC77 (2)\nno code")
    return page, TermFactory(term="Change", codes="D058750\nC04.697.650", live=False)


def rows(client: Client, query: str = "") -> list[list[str]]:
    table = visit(REPORT + query, client).select("main .listing tbody tr")
    return [[words(cell) for cell in row.select("td")] for row in table]


def test_every_code_has_a_row_with_its_text(coded: Any, admin_client: Client) -> None:
    assert rows(admin_client) == [
        ["C77 (2)", "ICD-10-CM", "Bones", "Page", "English", "Yes"],
        ["C79.51", "ICD-10-CM", "Bones", "Page", "English", "Yes"],
        ["C04.697.650", "MeSH", "Change", "Term", "English", "No"],
        ["D058750", "MeSH", "Change", "Term", "English", "No"],
    ]


def test_a_code_leads_to_the_editor_of_its_text(coded: Any, admin_client: Client) -> None:
    page, term = coded
    assert {
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/snippets/glossary/glossaryterm/edit/{term.pk}/",
    } <= {*addresses(visit(REPORT, admin_client).main)}


def test_the_report_shows_one_system_alone(coded: Any, admin_client: Client) -> None:
    assert [row[0] for row in rows(admin_client, "?system=icd10cm")] == ["C77 (2)", "C79.51"]
    assert len(rows(admin_client, "?system=nothing")) == 4


def test_the_report_sorts_by_what_an_editor_chooses(coded: Any, admin_client: Client) -> None:
    assert [row[2] for row in rows(admin_client, "?ordering=-title")] == [
        "Change", "Change", "Bones", "Bones",
    ]  # fmt: skip


def test_the_export_has_the_same_rows(coded: Any, admin_client: Client) -> None:
    answer = admin_client.get(REPORT, {"export": "csv"})
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    first, *others = csv.reader(StringIO(content))
    assert first == ["Code", "System", "Text", "Kind", "Language", "Live"]
    assert others == rows(admin_client)


def test_an_editor_sees_the_codes_of_texts_that_may_be_edited(coded: Any, roles: None) -> None:
    client = Client()
    client.force_login(UserFactory(roles=["FAQ admins"]))
    assert {row[2] for row in rows(client)} == {"Change"}
    client.force_login(UserFactory(roles=["Author clinicians"]))
    assert {row[2] for row in rows(client)} == {"Bones", "Change"}


def test_the_menu_leads_to_the_report(guide: Guide, admin_client: Client) -> None:
    assert REPORT in admin_client.get("/cms/").content.decode()


def test_the_report_takes_the_same_queries_for_any_number_of_codes(
    guide: Guide, admin_client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        guide.article(codes=f"C79.{number}")
        TermFactory(codes=f"C78.{number}")
    with django_assert_max_num_queries(20):
        assert len(rows(admin_client)) == 40
