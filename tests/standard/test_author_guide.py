"""The content standard as a page of the editors' side."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from education.standard.author_guide import ROWS
from education.standard.registry import RULES
from education.standard.results import Level
from tests.factories import UserFactory
from tests.html import visit, words

GUIDE = "/cms/content-standard/"


def test_every_row_that_is_checked_is_told() -> None:
    assert {rule.row for rule in RULES} <= {row.number for row in ROWS}


def test_the_rows_stand_in_order_and_each_once() -> None:
    assert [row.number for row in ROWS] == list(range(25))


def test_a_row_says_who_checks_it() -> None:
    checked = {rule.row for rule in RULES}
    assert all(bool(row.checked_by) != (row.number in checked) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_row_tells_what_it_stops(db: None, admin_client: Client, row: object) -> None:
    shown = visit(GUIDE, admin_client).find(id=f"row-{row.number}")
    levels = {rule.level for rule in RULES if rule.row == row.number}
    assert ("blocks sign-off" in words(shown)) == (Level.BLOCKS in levels)
    assert ("suggestion" in words(shown)) == (Level.WARNS in levels)


def test_its_numbers_are_those_of_the_checks(db: None, admin_client: Client) -> None:
    page = visit(GUIDE, admin_client)
    assert "1 to 3 sentences, 60 words at most." in words(page.find(id="row-1"))
    assert "Reading grade 8.0 at most" in words(page.find(id="row-2"))
    assert "10 to 16 words a sentence, and no 3 in a row have 8 or fewer" in words(
        page.find(id="row-3")
    )
    assert "At least 3" in words(page.find(id="row-13"))


def test_the_menu_leads_to_it(db: None, admin_client: Client) -> None:
    assert reverse("content_standard:guide") == GUIDE
    assert GUIDE in admin_client.get("/cms/").content.decode()


def test_every_role_may_read_it_and_nobody_else(shipped_guide: None) -> None:
    assert Client().get(GUIDE).status_code == 302
    for role in ("Author clinicians", "Reviewing clinicians", "FAQ admins", "Site admins"):
        client = Client()
        client.force_login(UserFactory(roles=[role]))
        assert client.get(GUIDE).status_code == 200, role
