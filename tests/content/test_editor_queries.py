"""Test how often editors and lists of the admin ask the database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import bodies
from tests.content.test_editing import edit_of
from tests.factories import (
    ArticlePageFactory,
    Guide,
    QuestionFactory,
    TermFactory,
    TopicFactory,
    every_block,
    publish,
)

# No editor feels a query more or less: this bound finds a page that needs hundreds. Wagtail runs
# four queries for each link in a rich text, and two for each chosen page.
BUDGET = 150


def _queries(client: Client, address: str) -> list[str]:
    client.get(address)  # Django asks for content types once a process.
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def _links(guide: Guide, number: int) -> list[bodies.Block]:
    """Text that links to many pages, and chooses them."""
    pages = ArticlePageFactory.create_batch(number, parent=guide.articles)
    text = [bodies.text(f"See {bodies.link(page, 'this')}.") for page in pages]
    return [*text, bodies.related(*pages)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["page", "question", "word"])
def test_an_editor_keeps_to_its_budget(guide: Guide, admin_client: Client, kind: str) -> None:
    topics = TopicFactory.create_batch(3)
    body = [*every_block(guide), *_links(guide, 10)]
    thing = {
        "page": lambda: publish(guide.article(topics=topics), body=body),
        "question": lambda: publish(QuestionFactory(topics=topics), body=body),
        "word": lambda: publish(TermFactory(topics=topics)),
    }[kind]()
    queries = _queries(admin_client, edit_of(thing))
    assert len(queries) <= BUDGET, "\n".join(queries)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["faq_faqitem", "glossary_glossaryterm", "content_topic"])
def test_a_list_needs_the_same_queries_for_ten_rows_and_for_a_hundred(
    guide: Guide, admin_client: Client, kind: str
) -> None:
    rows = {
        "faq_faqitem": QuestionFactory,
        "glossary_glossaryterm": TermFactory,
        "content_topic": TopicFactory,
    }[kind]
    rows.create_batch(10)
    few = _queries(admin_client, reverse(f"wagtailsnippets_{kind}:list"))
    rows.create_batch(90)
    many = _queries(admin_client, reverse(f"wagtailsnippets_{kind}:list"))
    assert len(few) == len(many) <= BUDGET, "\n".join(many)
