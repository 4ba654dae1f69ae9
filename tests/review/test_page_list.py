"""The page explorer says of each page whether a clinician has reviewed it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.factories import ArticlePageFactory, Guide
from tests.html import visit, words
from tests.review.people import ADMIN, AUTHOR, REVIEWER, browser_of, edited, person, signed, sound


def states(page: BeautifulSoup) -> dict[str, str]:
    """Return the review state of each page of a list, by its title."""
    heads = [words(one) for one in page.select("main table thead tr:last-child th")]
    place = heads.index("Clinical review")
    rows = [row.select("td") for row in page.select("main table tbody tr")]
    return {words(cells[1].select_one("a")): words(cells[place]) for cells in rows}


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, ADMIN])
def test_each_page_of_a_section_tells_its_state(
    admin_search: None, guide: Guide, author: Any, reviewer: Any, role: str
) -> None:
    read = sound("page", guide)
    signed(read, reviewer)
    ArticlePageFactory(parent=guide.articles, title="Other page")
    section = f"/cms/pages/{read.get_parent().pk}/"
    client = browser_of(person(role))
    assert states(visit(section, client)) == {
        read.title: "Reviewed",
        "Other page": "Not reviewed",
    }
    edited(read, author, summary="Other words.")
    assert states(visit(section, client))[read.title] == "Changed since review"
    assert read.title in states(visit(f"{section}?q=cells", client))
    assert len(states(visit("/cms/pages/usage/content/articlepage/", client))) == 2


def test_pages_are_filtered_by_their_state_also_in_a_search(
    admin_search: None, guide: Guide, author: Any, reviewer: Any
) -> None:
    read, changed = sound("page", guide), sound("page", guide)
    signed(read, reviewer)
    signed(changed, reviewer)
    edited(changed, author, title="Changed cells", summary="Other words.")
    ArticlePageFactory(parent=guide.articles, title="Other cells")
    client = browser_of(author)
    section = f"/cms/pages/{guide.articles.pk}/"
    for address in (f"{section}?", f"{section}?q=cells&", "/cms/pages/usage/content/articlepage/?"):
        expected = {
            "reviewed": {read.title: "Reviewed"},
            "changed": {"Changed cells": "Changed since review"},
            "not-reviewed": {"Other cells": "Not reviewed"},
        }
        for state, pages in expected.items():
            found = states(visit(f"{address}review={state}", client))
            assert {title: found.get(title) for title in pages} == pages
            assert not {*found} & {one for other in expected.values() for one in other} - {*pages}


def test_a_long_section_asks_for_all_sign_offs_at_once(guide: Guide, reviewer: Any) -> None:
    ArticlePageFactory.create_batch(5, parent=guide.articles)
    client = browser_of(reviewer)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/cms/pages/{guide.articles.pk}/")
    tables = [one["sql"].partition('FROM "')[2].partition('"')[0] for one in captured]
    assert tables.count("review_signoff") == 1
    assert tables.count("review_withdrawal") == 1


def test_a_page_that_needs_no_sign_off_has_no_state(guide: Guide, reviewer: Any) -> None:
    root = guide.home.get_parent()
    root.add_child(instance=Page(title="Plain", slug="plain"))
    assert states(visit(f"/cms/pages/{root.pk}/", browser_of(reviewer)))["Plain"] == "–"
