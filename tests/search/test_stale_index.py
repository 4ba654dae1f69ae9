"""Whatever the index holds: what is not public now is not shown."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from education.content.models import ArticlePage
from education.faq.models import FAQCategory, FAQItem
from education.glossary.models import GlossaryTerm
from education.search.indexing import suspend_indexing
from tests import bodies
from tests.factories import Guide, HomePageFactory, QuestionFactory, TermFactory
from tests.html import visit

SECRET = "zebra"


@pytest.fixture
def indexed(guide: Guide) -> Any:
    """A page, a word and a question that the index knows."""
    page = guide.article(bodies.text("A zebra."), title="Zebra page", slug="zebra-page")
    TermFactory(term="Zebra word", slug="zebra-word")
    QuestionFactory(question="Zebra question?", slug="zebra-question")
    return page


def shown() -> str:
    return Client().get("/search/?q=zebra").content.decode().split("<main")[1]


def test_what_is_public_is_shown(indexed: ArticlePage) -> None:
    main = visit("/search/?q=zebra").select_one("main")
    assert {"Zebra page", "Zebra word", "Zebra question?"} <= {
        link.get_text(strip=True) for link in main.select("li a")
    }


def test_a_page_withdrawn_behind_the_back_of_the_index(indexed: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=indexed.pk).update(live=False)
    assert "zebra-page" not in shown()
    assert "Zebra page" not in shown()


def test_a_word_withdrawn_behind_the_back_of_the_index(indexed: ArticlePage) -> None:
    GlossaryTerm.objects.update(live=False)
    assert "Zebra word" not in shown()


def test_a_question_withdrawn_behind_the_back_of_the_index(indexed: ArticlePage) -> None:
    FAQItem.objects.update(live=False)
    assert "Zebra question" not in shown()


def test_a_question_of_a_group_withdrawn_behind_the_back_of_the_index(
    indexed: ArticlePage,
) -> None:
    FAQCategory.objects.update(live=False)
    assert "Zebra question" not in shown()


@pytest.mark.parametrize("place", ["itself", "above"])
def test_a_page_made_private_behind_the_back_of_the_index(indexed: ArticlePage, place: str) -> None:
    page = indexed if place == "itself" else indexed.get_parent()
    restriction = PageViewRestriction(page=page, restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])
    assert "Zebra page" not in shown()


def test_a_title_changed_behind_the_back_of_the_index(indexed: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=indexed.pk).update(title="Lion page")
    assert "Lion page" in shown()
    assert "Zebra page" not in shown()


def test_a_page_deleted_behind_the_back_of_the_index(indexed: ArticlePage) -> None:
    GlossaryTerm.objects.all()._raw_delete("default")
    assert "Zebra word" not in shown()


def test_when_nothing_found_is_public_the_page_says_that_nothing_was_found(
    indexed: ArticlePage,
) -> None:
    for model in (ArticlePage, GlossaryTerm, FAQItem):
        model.objects.update(live=False)
    assert "We found nothing for “zebra”" in shown()


def test_a_misspelling_does_not_reveal_a_word_that_was_withdrawn(guide: Guide) -> None:
    with_secret = TermFactory(term="Zebrawort")
    with_secret.unpublish()
    assert "Zebrawort" not in Client().get("/search/?q=zebrawart").content.decode().title()


def test_pages_of_another_site_are_not_shown(indexed: ArticlePage) -> None:
    other = HomePageFactory(title="Zebra elsewhere", slug="elsewhere")
    Site.objects.create(hostname="elsewhere.example", root_page=other)
    assert "Zebra elsewhere" not in shown()


def test_nothing_is_lost_when_the_index_lags(indexed: ArticlePage) -> None:
    with suspend_indexing():
        TermFactory(term="Zebra, too")
    assert "Zebra page" in shown()
