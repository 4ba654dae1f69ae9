"""How often an editor asks the database, with the content standard beside it."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from education.content.blocks.choosers import PageChoice
from education.content.models import ContentPage
from portal.web.linked_pages import LinkHandler, asked_once
from tests import bodies
from tests.content.test_editing import edit_of
from tests.factories import (
    ArticlePageFactory,
    Guide,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
    every_block,
    publish,
)

# Nobody feels a query more or less here; this bound finds one that is asked for each block.
# Wagtail itself asks about 38 times for a page: who you are and what you may do (8), the page and
# its versions (8), menus and breadcrumbs (5), topics and comments (6), who is editing too (2),
# workflow (1), address, privacy and usage (4). Ours: 2 for the standard, 1 or 2 for the places of
# linked pages, 1 for each kind of thing that blocks choose.
BUDGET = 60


def _queries(thing: Any, client: Client) -> list[str]:
    client.get(edit_of(thing))  # Django asks for content types once a process.
    with CaptureQueriesContext(connection) as captured:
        assert client.get(edit_of(thing)).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def _links(guide: Guide, number: int) -> list[bodies.Block]:
    """Text that links to many pages, and chooses them."""
    pages = ArticlePageFactory.create_batch(number, parent=guide.articles)
    text = [bodies.text(f"See {bodies.link(page, 'this')}.") for page in pages]
    return [*text, bodies.related(*pages)]


@pytest.mark.parametrize("kind", ["page", "question", "word"])
def test_an_editor_keeps_to_its_budget(guide: Guide, admin_client: Client, kind: str) -> None:
    topics = TopicFactory.create_batch(3)
    body = [*every_block(guide), *_links(guide, 10)]
    thing = {
        "page": lambda: publish(guide.article(topics=topics), body=body),
        "question": lambda: publish(QuestionFactory(topics=topics), body=body),
        "word": lambda: publish(TermFactory(topics=topics)),
    }[kind]()
    queries = _queries(thing, admin_client)
    assert len(queries) <= BUDGET, "\n".join(queries)


@pytest.mark.once
def test_every_shipped_page_keeps_to_the_budget_for_an_author(shipped_guide: None) -> None:
    author = Client()
    author.force_login(UserFactory(roles=["Author clinicians"]))
    for page in ContentPage.objects.specific():
        queries = _queries(page, author)
        # Wagtail asks for the replies to each comment by itself.
        most = BUDGET + page.wagtail_admin_comments.count()
        assert len(queries) <= most, (str(page), "\n".join(queries))


def test_more_links_are_no_more_queries(guide: Guide, admin_client: Client) -> None:
    few, many = (publish(guide.article(), body=_links(guide, number)) for number in (2, 12))
    assert len(_queries(few, admin_client)) == len(_queries(many, admin_client))


@pytest.mark.parametrize("how", [asked_once, nullcontext])
def test_a_link_shows_where_it_leads_and_that_its_page_is_gone(guide: Guide, how: Any) -> None:
    page = guide.article(slug="there")
    with how():
        there = LinkHandler("LINK").get_attribute_data({"id": str(page.pk)})
        gone = LinkHandler("LINK").get_attribute_data({"id": "999"})
    assert there == {"id": page.pk, "url": "/understanding/there/", "parentId": guide.articles.pk}
    assert gone == {"id": 999, "url": None, "parentId": None}


@pytest.mark.parametrize("how", [asked_once, nullcontext])
def test_a_chosen_page_shows_its_title_and_where_it_stands(guide: Guide, how: Any) -> None:
    page = guide.article(title="There")
    with how():
        shown = PageChoice().widget.get_value_data(page.pk)
    assert shown["id"] == page.pk
    assert "There" in shown.values()
    assert shown["parent_id"] == guide.articles.pk
    assert str(page.pk) in shown["edit_url"]
