"""How often a search asks the database: the same for one result and for 100."""

from __future__ import annotations

import pytest

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
from tests.sql import queries_of, without_literals

WITH_RESULTS = [
    "site, menus, redirect",
    "the settings, the synonyms, the alarm words, and which words the guide knows",
    "which texts hold the words",
    "what of them is public, its topics, and what the results say",
]
WITHOUT_RESULTS = [
    "site, menus, redirect",
    "the settings, the synonyms, the alarm words, and which words the guide knows",
    "which texts hold the words",
    "the topics",
]
WITHOUT_QUERY = [
    "site, menus, redirect",
    "the settings and the topics",
]
EXPECTED = {
    "q=giraffe": WITH_RESULTS,
    "q=girafe": [*WITH_RESULTS, "all words of the guide, as one of the query is unknown"],
    "q=a+tall+giraffe": WITH_RESULTS,
    "q=giraffe&kind=faq": WITH_RESULTS,
    "q=giraffe&kind=word&topic=animals": WITH_RESULTS,
    "q=giraffe&topic=no-topic": WITH_RESULTS,
    "q=giraffe&page=2": WITH_RESULTS,
    "q=xylophone": WITHOUT_RESULTS,
    "q=what+is+it": WITHOUT_RESULTS,
    "q=4711": WITHOUT_RESULTS,
    "q=%E9%9D%92": WITHOUT_RESULTS,
    "": WITHOUT_QUERY,
    "q=": WITHOUT_QUERY,
    "q=%00": WITHOUT_QUERY,
    "q=%3F%3F": WITHOUT_QUERY,
    "kind=word": WITHOUT_QUERY,
}

Queries = dict[str, list[str]]


@pytest.fixture(scope="module")
def asked(module_db: None) -> tuple[Queries, Queries]:
    """The queries of every search: of a guide with one of everything, and with 100."""
    Guide().article(title="Giraffe", topics=[TopicFactory(slug="animals")])
    _many(1)
    small = _ask()
    _many(100)
    return small, _ask()


def _ask() -> Queries:
    return {asked: queries_of(f"/search/?{asked}") for asked in EXPECTED}


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


@pytest.mark.parametrize("query", EXPECTED)
def test_a_search_asks_only_what_it_needs(asked: tuple[Queries, Queries], query: str) -> None:
    assert len(asked[0][query]) == len(EXPECTED[query]), "\n".join(asked[0][query])


@pytest.mark.parametrize("query", EXPECTED)
def test_a_search_asks_no_more_of_a_big_guide(asked: tuple[Queries, Queries], query: str) -> None:
    assert len(asked[1][query]) == len(EXPECTED[query])


@pytest.mark.parametrize("query", EXPECTED)
def test_no_two_queries_of_a_search_differ_in_literals_alone(
    asked: tuple[Queries, Queries], query: str
) -> None:
    forms = [without_literals(one) for one in asked[1][query]]
    assert len({*forms}) == len(forms)
