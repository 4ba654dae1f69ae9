"""Test where a page may stand, so that nobody can build nonsense."""

from __future__ import annotations

from collections import Counter

import pytest
from wagtail.models import Page, get_page_models

from education.content.checks import blocks_are_described, page_types_are_described
from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ArticleIndexPage,
    ArticlePage,
    ContentPage,
    HomePage,
    StepIndexPage,
    StepPage,
    TopicIndexPage,
    TreatmentIndexPage,
    TreatmentPage,
)
from education.faq.models import FAQIndexPage
from education.glossary.models import GlossaryIndexPage
from tests.factories import Guide

CHILDREN = {
    HomePage: {
        StepIndexPage,
        TreatmentIndexPage,
        ArticleIndexPage,
        FAQIndexPage,
        GlossaryIndexPage,
        TopicIndexPage,
        AboutIndexPage,
    },
    StepIndexPage: {StepPage},
    TreatmentIndexPage: {TreatmentPage},
    ArticleIndexPage: {ArticlePage},
    AboutIndexPage: {AboutPage},
    FAQIndexPage: set(),
    GlossaryIndexPage: set(),
    TopicIndexPage: set(),
    StepPage: set(),
    TreatmentPage: set(),
    ArticlePage: set(),
    AboutPage: set(),
}
PAGE_TYPES = [
    one for one in get_page_models() if issubclass(one, ContentPage) and one is not ContentPage
]


def test_every_page_type_has_its_place() -> None:
    assert {*PAGE_TYPES} == {*CHILDREN}


@pytest.mark.parametrize(("parent", "children"), CHILDREN.items())
def test_a_page_takes_only_its_own_kind_of_pages(
    parent: type[Page], children: set[type[Page]]
) -> None:
    assert {*parent.allowed_subpage_models()} == children


@pytest.mark.parametrize(("parent", "children"), CHILDREN.items())
def test_a_page_stands_only_under_its_own_kind(
    parent: type[Page], children: set[type[Page]]
) -> None:
    for child in children:
        assert child.allowed_parent_page_models() == [parent]


def test_the_first_page_stands_at_the_top_and_once(guide: Guide) -> None:
    assert HomePage.allowed_parent_page_models() == [Page]
    assert not HomePage.can_create_at(Page.get_first_root_node())


@pytest.mark.parametrize(
    "part", ["steps", "treatments", "articles", "faq", "glossary", "topics", "about"]
)
def test_each_part_of_the_guide_exists_once(guide: Guide, part: str) -> None:
    model = {one.fixed_slug: one for one in PAGE_TYPES}[
        {"steps": "how-cancer-spreads", "articles": "understanding"}.get(part, part)
    ]
    assert model.can_create_at(guide.home)
    assert getattr(guide, part).live
    assert not model.can_create_at(guide.home)


def test_a_page_of_no_kind_cannot_be_made() -> None:
    assert not ContentPage.is_creatable


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_an_editor_is_told_what_a_page_type_is_for(model: type[Page]) -> None:
    assert len(str(model.page_description)) > 20


def test_no_two_page_types_look_the_same_to_an_editor() -> None:
    names = Counter(str(model._meta.verbose_name) for model in PAGE_TYPES)
    assert max(names.values()) == 1


def test_the_system_checks_are_content() -> None:
    assert page_types_are_described(None) == blocks_are_described(None) == []


def test_the_system_checks_miss_a_description(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ArticlePage, "page_description", "")
    assert [one.id for one in page_types_are_described(None)] == ["content.E001"]
