"""Test that editors see where a source, a term and a picture are used."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex

from tests import bodies
from tests.factories import (
    Guide,
    PictureFactory,
    QuestionFactory,
    SourceFactory,
    TermFactory,
    TopicFactory,
    TreatmentPageFactory,
    UserFactory,
    publish,
)
from tests.html import visit, words


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def usages(thing: Any, admin: Client) -> str:
    """The words of the screen that lists where a snippet is used."""
    url = reverse(thing.snippet_viewset.get_url_name("usage"), args=[thing.pk])
    return words(visit(url, admin).main)


def test_a_source_is_used_where_a_text_cites_it(guide: Guide, admin: Client) -> None:
    source = SourceFactory(code="S1")
    cites = bodies.section("How?", bodies.text("Cells move. [S1]"))
    publish(guide.article(title="A page that cites"), body=[cites])
    publish(guide.article(title="A page that does not"), body=[bodies.text("No.")])
    publish(QuestionFactory(question="Who cites?", short_answer="<p>This. [S1]</p>"))
    publish(
        TreatmentPageFactory(parent=guide.treatments, title="A treatment that cites"),
        risks=[bodies.text("Some. [S1]")],
    )
    found = usages(source, admin)
    assert "A page that cites" in found
    assert "Who cites?" in found
    assert "A treatment that cites" in found
    assert "A page that does not" not in found


def test_a_term_is_used_where_a_text_explains_it(guide: Guide, admin: Client) -> None:
    term = TermFactory(slug="metastasis")
    explains = bodies.table("A [[metastasis|spread]]", ["A"], ["b"])
    publish(guide.article(title="A page that explains"), body=[explains])
    publish(guide.article(title="A page that defines"), body=[bodies.definition(term)])
    publish(QuestionFactory(question="Who explains?", short_answer="<p>[[metastasis|It]].</p>"))
    found = usages(term, admin)
    assert "A page that explains" in found
    assert "A page that defines" in found
    assert "Who explains?" in found


def test_a_source_and_a_term_are_used_where_a_term_names_them(guide: Guide, admin: Client) -> None:
    source, other = SourceFactory(code="S1"), TermFactory(slug="cell")
    term = TermFactory(slug="lesion", term="Lesion")
    term.sources.set([source])
    term.see_also.set([other])
    publish(term)
    assert "Lesion" in usages(source, admin)
    assert "Lesion" in usages(other, admin)


def test_a_topic_is_used_by_what_is_about_it(guide: Guide, admin: Client) -> None:
    topic = TopicFactory()
    publish(QuestionFactory(question="What about it?", topics=[topic]))
    publish(guide.article(title="A page about it", topics=[topic]))
    found = usages(topic, admin)
    assert "What about it?" in found
    assert "A page about it" in found


def test_a_picture_is_used_where_a_page_shows_it(guide: Guide, admin: Client) -> None:
    picture = PictureFactory()
    publish(guide.article(title="A page that shows"), body=[bodies.figure(picture)])
    assert "A page that shows" in usages(picture, admin)


def test_a_mark_that_is_taken_out_is_no_use(guide: Guide) -> None:
    source = SourceFactory(code="S1")
    page = publish(guide.article(), body=[bodies.text("Cells move. [S1]")])
    assert ReferenceIndex.get_references_to(source).exists()
    publish(page, body=[bodies.text("Cells move.")])
    assert not ReferenceIndex.get_references_to(source).exists()


def test_marks_take_two_queries_however_many_there_are(
    guide: Guide, django_assert_num_queries: Any
) -> None:
    for number in range(1, 6):
        SourceFactory(code=f"S{number}")
    few = guide.article(body=[bodies.text("One. [S1] [[a|b]]")])
    many = guide.article(body=[bodies.text(f"One. [S{n}] [[a{n}|b]]") for n in range(1, 6)])
    field: Any = few._meta.get_field("body")
    for page in (few, many):
        with django_assert_num_queries(2):
            references = [*field.extract_references(page.body)]
    assert len(references) == 5
