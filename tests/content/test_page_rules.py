"""Test what a page must be before it can be saved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.admin.admin_url_finder import AdminURLFinder

from education.content.enums import Step
from tests.factories import (
    AlarmFactory,
    CategoryFactory,
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    StepPageFactory,
    TermFactory,
    TopicFactory,
    UserFactory,
)
from tests.forms import complaints, save

PROMISED = {
    "steps": "how-cancer-spreads",
    "treatments": "treatments",
    "articles": "understanding",
    "faq": "faq",
    "glossary": "glossary",
    "topics": "topics",
    "about": "about",
}


def refused(thing: Any) -> dict[str, list[str]]:
    """Return what is wrong with something, by field."""
    with pytest.raises(ValidationError) as raised:
        thing.full_clean()
    return raised.value.message_dict


@pytest.mark.parametrize(("part", "slug"), PROMISED.items())
def test_a_promised_address_does_not_change(guide: Guide, part: str, slug: str) -> None:
    page = getattr(guide, part)
    assert page.slug == slug
    page.slug = "elsewhere"
    assert f"“{slug}”" in refused(page)["slug"][0]


def test_other_addresses_may_change(guide: Guide) -> None:
    page = guide.article()
    page.slug = "elsewhere"
    page.full_clean()


def test_a_page_needs_a_summary(guide: Guide) -> None:
    page = guide.article()
    page.summary = ""
    assert "summary" in refused(page)


def test_a_step_may_be_saved_again(guide: Guide) -> None:
    StepPageFactory(parent=guide.steps, step=Step.INVASION).full_clean()


@pytest.mark.parametrize("step", [0, 6])
def test_there_are_five_steps(guide: Guide, step: int) -> None:
    page = StepPageFactory(parent=guide.steps)
    page.step = step
    assert "step" in refused(page)


@pytest.mark.parametrize("factory", [QuestionFactory, TermFactory])
def test_an_address_is_taken_once(db: None, factory: type) -> None:
    taken = factory(slug="taken")
    other = factory(slug="free")
    other.slug = taken.slug
    assert refused(other)


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (QuestionFactory, "slug"),
        (CategoryFactory, "slug"),
        (TermFactory, "slug"),
        (PictureFactory, "slug"),
        (AlarmFactory, "slug"),
        (TopicFactory, "slug"),
        (SourceFactory, "code"),
    ],
)
def test_an_editor_who_repeats_a_slug_is_told_and_loses_nothing(
    roles: None, factory: type, field: str
) -> None:
    taken, other = factory(), factory()
    client = Client()
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = AdminURLFinder().get_edit_url(other)
    answer = save(address, client, publish=False, **{field: getattr(taken, field)})
    assert answer.status_code == 200
    assert re.search("taken|another|already", complaints(answer), re.IGNORECASE)


def test_a_topic_has_an_address_of_its_own(db: None) -> None:
    TopicFactory(slug="taken")
    other = TopicFactory(slug="free")
    other.slug = "taken"
    assert "slug" in refused(other)


@pytest.mark.parametrize("code", ["1", "s1", "S", "TOOLONG1", "S 1", "[S1]"])
def test_the_code_of_a_source_is_letters_and_a_number(db: None, code: str) -> None:
    source = SourceFactory()
    source.code = code
    assert "code" in refused(source)
