"""Test what a page must be before it can be saved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.admin.admin_url_finder import AdminURLFinder

from education.content.enums import Step
from tests import bodies
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
    TreatmentPageFactory,
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


@pytest.mark.parametrize(
    "blocks",
    [
        [bodies.section("How?", bodies.text("x")), bodies.section("How?", bodies.text("x"))],
        [bodies.section("How?", bodies.text("x")), bodies.section("How", bodies.text("x"))],
        [bodies.section("How?", bodies.subsection("How?", bodies.text("x")))],
        [bodies.section("How?", bodies.note("Note", "x"), bodies.note("Note", "x"))],
        [bodies.section("Sources", bodies.text("x"))],
        [bodies.section("More", bodies.text("x"))],
    ],
)
def test_a_heading_needs_a_name_of_its_own(guide: Guide, blocks: list[bodies.Block]) -> None:
    page = guide.article()
    page.body = page.body.stream_block.to_python(blocks)
    assert "Readers could not tell them apart" in refused(page)["body"][0]


def test_columns_of_tables_may_have_the_same_name(guide: Guide) -> None:
    columns = ["Word", "Meaning"]
    guide.article(
        bodies.section("One", bodies.table("One", columns), bodies.table("Two", columns))
    ).full_clean()


def test_a_treatment_may_not_repeat_a_section_before_and_after_its_answers(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    again = [bodies.section("How?", bodies.text("So."))]
    page.opening = page.opening.stream_block.to_python(again)
    page.body = page.body.stream_block.to_python(again)
    assert "“How?”" in refused(page)["body"][0]


def test_an_answer_keeps_to_the_same_rules(db: None) -> None:
    item = QuestionFactory()
    section = bodies.section("How?", bodies.text("So."))
    item.body = item.body.stream_block.to_python([section, section])
    assert "body" in refused(item)
    item.body = item.body.stream_block.to_python([bodies.text("So. [B7]")])
    assert "B7" in refused(item)["__all__"][0]


def test_only_known_sources_can_be_cited(guide: Guide) -> None:
    SourceFactory(code="B1")
    page = guide.article(bodies.text("So. [B1]"))
    page.body = page.body.stream_block.to_python([bodies.text("So. [B1] [B7]")])
    assert "B7" in refused(page)["__all__"][0]


def test_a_citation_in_any_answer_of_a_treatment_is_checked(guide: Guide) -> None:
    page = TreatmentPageFactory(parent=guide.treatments)
    page.risks = page.risks.stream_block.to_python([bodies.text("So. [B7]")])
    assert "B7" in refused(page)["__all__"][0]


def test_a_page_needs_a_summary(guide: Guide) -> None:
    page = guide.article()
    page.summary = ""
    assert "summary" in refused(page)


def test_a_step_has_one_page(guide: Guide) -> None:
    StepPageFactory(parent=guide.steps, step=Step.INVASION)
    other = StepPageFactory(parent=guide.steps, step=Step.CIRCULATION)
    other.step = Step.INVASION
    assert "step" in refused(other)


def test_a_step_may_be_saved_again(guide: Guide) -> None:
    StepPageFactory(parent=guide.steps, step=Step.INVASION).full_clean()


@pytest.mark.parametrize("step", [0, 6, None])
def test_there_are_five_steps(guide: Guide, step: int | None) -> None:
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


@pytest.mark.parametrize("mark", ["[[lesion|a lesion", "[[lesion]]", "{{ phone }}"])
def test_a_broken_mark_in_a_short_answer_is_refused(db: None, mark: str) -> None:
    item = QuestionFactory()
    item.short_answer = f"<p>So {mark} it is.</p>"
    assert "short_answer" in refused(item)
