from __future__ import annotations

import pytest
from wagtail.models import Site

from education.api.texts import find_public_text, get_public_texts
from education.review.enums import ReviewState
from tests.factories import Guide, QuestionFactory, TermFactory, keep_private, publish

pytestmark = pytest.mark.django_db


def site() -> Site:
    return Site.objects.get(is_default_site=True)


def urls() -> set[str]:
    return {one.url for one in get_public_texts(site())}


def test_pages_questions_and_terms_are_public_texts(guide: Guide) -> None:
    guide.faq, guide.glossary  # noqa: B018 - makes them
    publish(guide.article(slug="here"))
    QuestionFactory(slug="why")
    TermFactory(slug="word")
    assert {"/faq/why/", "/glossary/word/"} <= urls()
    assert [one for one in urls() if one.endswith("/here/")]


def test_a_draft_is_not_public_and_a_private_list_hides_its_texts(guide: Guide) -> None:
    guide.faq  # noqa: B018 - makes it
    QuestionFactory(slug="draft", live=False)
    TermFactory(slug="secret")
    keep_private(guide.glossary)
    assert not urls() & {"/faq/draft/", "/glossary/secret/", "/glossary/"}


def test_a_text_is_found_by_its_url_alone(guide: Guide) -> None:
    guide.faq  # noqa: B018 - makes it
    question = QuestionFactory(slug="why")
    found = find_public_text(site(), "/faq/why/")
    assert found is not None
    assert found.fetch() == question
    assert found.title == question.question
    assert found.review.state == ReviewState.NOT_REVIEWED
    assert find_public_text(site(), "/elsewhere/why/") is None
