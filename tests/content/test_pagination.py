"""A list that is too long for one page goes on at another address, and no row is lost between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from education.content import pagination
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from tests.factories import (
    ArticlePageFactory,
    CategoryFactory,
    Guide,
    QuestionFactory,
    TermFactory,
    TopicFactory,
)
from tests.html import visit
from tests.sql import queries_of


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "PAGE_SIZE", 3)


def parts_of(address: str) -> Iterator[list[str]]:
    """Yield what each part of a list links to, in order."""
    place = ""
    while True:
        page = visit(address + place)
        yield [str(link["href"]) for link in page.select(".link-list a, dt a, details a")]
        following = page.select_one("a[rel=next]")
        if following is None:
            return
        place = str(following["href"])


def test_a_short_list_stands_on_one_page(guide: Guide) -> None:
    TermFactory.create_batch(3)
    assert guide.glossary.live
    page = visit("/glossary/")
    assert page.select_one("a[rel=next]") is None
    assert "Back to the beginning" not in page.text


def test_every_article_of_a_long_list_is_reached_once(guide: Guide) -> None:
    pages = [
        f"/understanding/{one.slug}/"
        for one in ArticlePageFactory.create_batch(8, parent=guide.articles)
    ]
    found = [*parts_of("/understanding/")]
    assert [len(part) for part in found] == [3, 3, 2]
    assert [one for part in found for one in part] == pages


def test_every_word_is_reached_once_in_the_order_of_the_alphabet(guide: Guide) -> None:
    for slug in ("b-cell", "bcell", "a", "b", "z", "c-1", "c1"):
        TermFactory(slug=slug, term=slug)
    assert guide.glossary.live
    found = [one for part in parts_of("/glossary/") for one in part]
    assert sorted(found) == sorted(
        f"/glossary/{one}/" for one in GlossaryTerm.objects.values_list("slug", flat=True)
    )
    assert found[0] == "/glossary/a/"
    assert found[-1] == "/glossary/z/"


def test_each_letter_of_a_long_list_leads_to_its_words(guide: Guide) -> None:
    for slug in "abcdz":
        TermFactory(slug=slug, term=slug)
    assert guide.glossary.live
    letters = visit("/glossary/").select(".letters a")
    addresses = {link.text: str(link["href"]) for link in letters}
    assert addresses["A"] == "#letter-A"
    there = visit(f"/glossary/{addresses['Z']}")
    assert "/glossary/z/" in [link["href"] for link in there.select("dt a")]


def test_every_question_is_reached_once_group_by_group(guide: Guide) -> None:
    for category in CategoryFactory.create_batch(2):
        QuestionFactory.create_batch(4, category=category)
    assert guide.faq.live
    found = [one for part in parts_of("/faq/") for one in part]
    items = FAQItem.objects.order_by("category__sort_order", "category__name", "sort_order")
    assert found == [item.get_absolute_url() for item in items]


def test_the_lists_of_a_topic_go_on_together(guide: Guide) -> None:
    topic = TopicFactory(slug="topic")
    assert guide.topics.live
    pages = ArticlePageFactory.create_batch(4, parent=guide.articles, topics=[topic])
    items, terms = QuestionFactory.create_batch(7), TermFactory.create_batch(2)
    for one in items + terms:
        one.topics.set([topic])
        one.save()
    found = [*parts_of("/topics/topic/")]
    assert [len(part) for part in found] == [3 + 3 + 2, 1 + 3, 1]
    urls = [f"/understanding/{page.slug}/" for page in pages]
    urls += [one.get_absolute_url() for one in items + terms]
    assert sorted(one for part in found for one in part) == sorted(urls)


@pytest.mark.parametrize("address", ["/understanding/", "/faq/", "/glossary/", "/topics/topic/"])
@pytest.mark.parametrize(
    "asked",
    [
        "",
        "2",
        "0",
        "-1",
        "x",
        "word~b-cell",
        "9" * 40,
        "9" * 5000,
        "%00",
    ],
)
def test_what_makes_no_sense_is_no_error(guide: Guide, address: str, asked: str) -> None:
    TopicFactory(slug="topic")
    guide.article()
    TermFactory()
    QuestionFactory()
    guide.faq, guide.glossary, guide.topics  # noqa: B018 - they are made when asked for
    assert Client().get(f"{address}?page={asked}").status_code == 200


@pytest.mark.slow
def test_a_longer_list_costs_no_more_queries(guide: Guide) -> None:
    guide.article()
    before = len(queries_of("/understanding/"))
    ArticlePageFactory.create_batch(9, parent=guide.articles)
    assert len(queries_of("/understanding/")) == before
    assert len(queries_of("/understanding/?page=3")) == before
