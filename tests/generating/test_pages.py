"""A big guide to measure with: made quickly, like any other, and gone again."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from education.content.models import ArticlePage
from education.content.models.topics import PageTopic
from education.generating import pages
from education.search.models import SearchEntry, SearchPosting
from portal.static_pages.storage import Folder
from tests.factories import Guide, SourceFactory, TermFactory, TopicFactory, publish
from tests.search.test_index import everything

MANY = 45  # The first 20 are saved, the others copied.


@pytest.fixture
def big(guide: Guide) -> Guide:
    SourceFactory(code="S1")
    TermFactory(slug="cell", term="Cell")
    TopicFactory(slug="topic")
    assert guide.articles.live
    assert guide.topics.live
    call_command("generate_pages", MANY, verbosity=0)
    return guide


def found(words: str) -> list[str]:
    response = Client().get("/search/", {"q": words})
    return [result.title for result in response.context["found"].results]


def test_there_are_as_many_pages_as_were_asked_for(big: Guide) -> None:
    assert pages.generated().count() == MANY
    assert Page.find_problems() == ([], [], [], [], [])


def test_asked_again_it_makes_what_is_missing(big: Guide) -> None:
    assert pages.generate(MANY) == 0
    assert pages.generate(MANY + 3) == 3
    assert pages.generated().count() == MANY + 3
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_copied_page_says_that_it_was_generated(big: Guide) -> None:
    response = Client().get("/understanding/generated-000044/")
    assert b"<h1>Generated page 000044</h1>" in response.content
    assert b"says nothing about any illness" in response.content
    assert b'id="source-1"' in response.content


def test_a_copied_page_has_topics_and_can_be_found(big: Guide) -> None:
    assert PageTopic.objects.filter(content_object__slug="generated-000044").exists()
    assert found("000044") == ["Generated page 000044"]
    assert len(found("generated")) == 10


def test_a_copied_page_is_indexed_as_if_it_had_been_saved(big: Guide) -> None:
    before = everything()
    page = ArticlePage.objects.get(slug="generated-000044")
    page.save()
    assert everything() == before


def test_a_copied_page_can_be_published_anew(big: Guide) -> None:
    page = ArticlePage.objects.get(slug="generated-000044")
    publish(page, title="Written by hand")
    assert b"<h1>Written by hand" in Client().get("/understanding/generated-000044/").content


def test_all_of_them_can_be_taken_away_again(guide: Guide) -> None:
    own = guide.article(slug="generated-by-hand")
    before = {model: model.objects.count() for model in (Page, SearchEntry, SearchPosting)}
    pages.generate(MANY)
    publish(ArticlePage.objects.get(slug="generated-000044"))
    call_command("generate_pages", remove=True, verbosity=0)
    assert {model: model.objects.count() for model in before} == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert ArticlePage.objects.get() == own


def test_no_stored_page_goes_on_without_them(guide: Guide, store: Folder) -> None:
    guide.article()
    store.write("/understanding/", b"<p>before")
    pages.generate(MANY)
    assert not store.read("/understanding/")


def test_where_readers_come_no_page_is_made_up(big: Guide, settings: Any) -> None:
    settings.GENERATES_PAGES = False
    with pytest.raises(CommandError, match="Readers come here"):
        call_command("generate_pages", 50)
    with pytest.raises(CommandError, match="Readers come here"):
        call_command("generate_pages", remove=True)
    assert pages.generated().count() == MANY


def test_production_makes_up_no_page() -> None:
    from portal.settings import base  # noqa: PLC0415 - it reads the environment

    assert base.GENERATES_PAGES is False


@pytest.mark.parametrize("number", [0, -1])
def test_no_number_is_a_mistake(guide: Guide, number: int) -> None:
    with pytest.raises(CommandError, match="How many"):
        call_command("generate_pages", number)


def test_without_a_page_to_put_them_under_it_says_so(guide: Guide) -> None:
    with pytest.raises(CommandError, match="seed_content first"):
        call_command("generate_pages", 1)
