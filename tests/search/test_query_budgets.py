"""Test how often a search asks the database: the same for one result and for 100."""

from __future__ import annotations

import pytest
from django.test import override_settings

from education.content.models import Topic
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search.indexing import rebuild
from education.search.models import SynonymGroup
from tests.factories import (
    CategoryFactory,
    Guide,
    QuestionFactory,
    SynonymFactory,
    TermFactory,
    TopicFactory,
)
from tests.sql import queries_of

MOST = 8  # of its own 5 at most; the others are for the site, its menu and its settings
MOST_OF_MISSPELLED = 9  # One for all words of the guide, with which a word is compared.
# Wagtail keeps the addresses of sites in the cache, which production has.
WITH_CACHE = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SEARCHES = [
    "q=giraffe",
    "q=girafe",
    "q=a+tall+giraffe",
    "q=giraffe&kind=faq",
    "q=giraffe&kind=word&topic=animals",
    "q=giraffe&topic=no-topic",
    "q=giraffe&page=2",
    "q=xylophone",
    "q=what+is+it",
    "q=4711",
    "q=%E9%9D%92",
    "",
    "q=",
    "q=%00",
    "q=%3F%3F",
    "kind=word",
]

Queries = dict[str, list[str]]


@pytest.fixture(scope="module")
def asked(module_db: None) -> tuple[Queries, Queries]:
    """The queries of every search: of a guide with one of everything, and with 100."""
    Guide().article(title="Giraffe", topics=[TopicFactory(slug="animals")])
    _many(1)
    small = _ask()
    _many(100)
    return small, _ask()


@override_settings(CACHES=WITH_CACHE)
def _ask() -> Queries:
    return {asked: queries_of(f"/search/?{asked}") for asked in SEARCHES}


def _many(number: int) -> None:
    category = CategoryFactory()
    common = {"locale": category.locale}
    questions = {**common, "category": category, "short_answer": "<p>A giraffe.</p>"}
    for model, rows in (
        (Topic, TopicFactory.build_batch(number, **common)),
        (SynonymGroup, SynonymFactory.build_batch(number, words="tall animal", **common)),
        (GlossaryTerm, TermFactory.build_batch(number, definition="A giraffe.", **common)),
        (FAQItem, QuestionFactory.build_batch(number, **questions)),
    ):
        model.objects.bulk_create(rows)
    topic = Topic.objects.get(slug="animals")
    for model in (GlossaryTerm, FAQItem):
        link, untagged = model.topics.through, model.objects.exclude(topics=topic)
        link.objects.bulk_create(link(tag=topic, content_object=one) for one in untagged)
    rebuild()


@pytest.mark.slow
@pytest.mark.parametrize("query", SEARCHES)
def test_a_search_asks_no_more_of_a_big_guide(asked: tuple[Queries, Queries], query: str) -> None:
    small, big = asked[0][query], asked[1][query]
    most = MOST_OF_MISSPELLED if query == "q=girafe" else MOST
    assert len(big) <= len(small) <= most, "\n".join(big)
