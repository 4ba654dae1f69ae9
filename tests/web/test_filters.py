"""Filters of lists in the admin show their choices, as their menu cuts a wide select off."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import Guide, UserFactory
from tests.html import visit

LISTS = (
    "/cms/pages/{guide}/",
    "/cms/pages/usage/content/articlepage/",
    "/cms/reports/codes/",
    "/cms/reports/feedback/",
    "/cms/reports/reviews/",
    "/cms/reports/searches/",
    "/cms/reports/unanswered/",
    "/cms/snippets/faq/faqitem/",
    "/cms/snippets/glossary/glossaryterm/",
)


@pytest.mark.parametrize("address", LISTS)
def test_no_filter_is_a_select(guide: Guide, roles: None, address: str) -> None:
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    page = visit(address.format(guide=guide.home.pk), client)
    menus = page.select("[data-controller~='w-drilldown']")
    assert menus
    assert [one.get("name") for menu in menus for one in menu.select("select")] == []
