"""Wagtail's own doors lead no clinical text past its sign-off, superusers included."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from education.content.models import ArticlePage
from education.faq.models import FAQItem
from education.review.models import SignOff
from tests.factories import Guide, UserFactory
from tests.forms import filled, save
from tests.review.people import ADMIN, FAQ, REVIEWER, browser_of, edited, person, signed, sound

SUPERUSER = "superuser"
TITLE = "How do cells move?"


@pytest.fixture(params=[REVIEWER, ADMIN, SUPERUSER])
def mighty(request: pytest.FixtureRequest, roles: None) -> Any:
    """Those who may do most."""
    if request.param == SUPERUSER:
        return UserFactory(is_superuser=True)
    return person(request.param)


@pytest.fixture
def page(guide: Guide, roles: None) -> Any:
    return sound("page", guide)


@pytest.fixture
def question(guide: Guide, roles: None) -> Any:
    return sound("question", guide)


def test_saving_a_page_publishes_nothing(page: Any, mighty: Any) -> None:
    save(f"/cms/pages/{page.pk}/edit/", browser_of(mighty), title="New")
    assert ArticlePage.objects.get().title == TITLE


def test_saving_a_question_publishes_nothing(question: Any, mighty: Any) -> None:
    address = f"/cms/snippets/faq/faqitem/edit/{question.pk}/"
    save(address, browser_of(mighty), question="New?")
    assert FAQItem.objects.get().question == question.question


def test_no_menu_offers_to_publish(page: Any, question: Any, mighty: Any) -> None:
    client = browser_of(mighty)
    for address in (
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/snippets/faq/faqitem/edit/{question.pk}/",
        "/cms/snippets/faq/faqitem/add/",
    ):
        html = client.get(address).content.decode()
        assert "action-publish" not in html, address
        assert "/unpublish/" not in html, address


def test_a_new_page_is_a_draft(guide: Guide, mighty: Any) -> None:
    address = f"/cms/pages/add/content/articlepage/{guide.articles.pk}/"
    save(address, browser_of(mighty), title="New", slug="new", summary="Cells may move.")
    assert not ArticlePage.objects.get(slug="new").live


def test_many_pages_at_once_are_not_published(page: Any, author: Any, mighty: Any) -> None:
    edited(page, author, title="New")
    address = f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}"
    browser_of(mighty).post(address, {"include_descendants": "on"})
    assert ArticlePage.objects.get().title == TITLE


def test_many_pages_at_once_are_not_unpublished(page: Any, mighty: Any) -> None:
    browser_of(mighty).post(f"/cms/bulk/wagtailcore/page/unpublish/?id={page.pk}")
    browser_of(mighty).post(f"/cms/pages/{page.pk}/unpublish/")
    assert ArticlePage.objects.get().live


def test_a_question_is_not_unpublished_without_a_reason(question: Any, mighty: Any) -> None:
    browser_of(mighty).post(f"/cms/snippets/faq/faqitem/unpublish/{question.pk}/")
    assert FAQItem.objects.get().live


def test_a_copy_of_a_page_is_a_draft(page: Any, mighty: Any) -> None:
    client = browser_of(mighty)
    address = f"/cms/pages/{page.pk}/copy/"
    copied = {
        **filled(address, client),
        "new_title": "Copy",
        "new_slug": "copy",
        "publish_copies": "on",
        "alias": "on",
    }
    assert client.post(address, copied).status_code == 302
    copy = Page.objects.get(slug="copy")
    assert (copy.live, copy.alias_of) == (False, None)


def test_an_action_of_the_workflow_cannot_be_forged(
    page: Any, author: Any, reviewer: Any, mighty: Any
) -> None:
    page = edited(page, author, title="New")
    task_state = page.get_workflow().start(page, author).current_task_state
    client = browser_of(mighty)
    client.post(f"/cms/pages/{page.pk}/workflow/action/approve/{task_state.pk}/", {"comment": ""})
    if not mighty.groups.filter(name=ADMIN):  # To site admins the page is locked meanwhile.
        address = f"/cms/pages/{page.pk}/edit/"
        forged = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        client.post(address, {**filled(address, client), **forged})
    assert ArticlePage.objects.get().title != "New"
    assert not SignOff.objects.exists()


def test_the_api_of_the_editors_side_publishes_nothing(page: Any, author: Any, mighty: Any) -> None:
    edited(page, author, title="New")
    client = browser_of(mighty)
    for action in ("publish", "unpublish"):
        client.post(f"/cms/api/main/pages/{page.pk}/action/{action}/", {}, "application/json")
    assert (ArticlePage.objects.get().title, ArticlePage.objects.get().live) == (TITLE, True)


def test_a_signed_page_is_not_deleted(page: Any, reviewer: Any, mighty: Any) -> None:
    signed(page, reviewer)
    client = browser_of(mighty)
    client.post(f"/cms/pages/{page.pk}/delete/")
    client.post(f"/cms/bulk/wagtailcore/page/delete/?id={page.pk}")
    client.post(f"/cms/api/main/pages/{page.pk}/action/delete/", {}, "application/json")
    assert ArticlePage.objects.get().live


def test_a_signed_question_is_not_deleted(question: Any, reviewer: Any, mighty: Any) -> None:
    signed(question, reviewer)
    client = browser_of(mighty)
    response = client.post(f"/cms/snippets/faq/faqitem/delete/{question.pk}/")
    assert response.status_code == 302
    client.post(f"/cms/bulk/faq/faqitem/delete/?id={question.pk}")
    assert FAQItem.objects.get().live


def test_a_page_above_a_signed_one_is_not_deleted(page: Any, reviewer: Any) -> None:
    signed(page, reviewer)
    client = browser_of(person(ADMIN))
    client.post(f"/cms/pages/{page.get_parent().pk}/delete/", follow=True)
    assert ArticlePage.objects.get().live


def test_an_account_that_signed_is_not_deleted(page: Any, reviewer: Any) -> None:
    signed(page, reviewer)
    response = browser_of(person(ADMIN)).post(f"/cms/users/delete/{reviewer.pk}/", follow=True)
    assert "Nothing was deleted" in response.content.decode()
    assert SignOff.objects.get().reviewer == reviewer


def test_a_draft_that_was_never_signed_can_be_deleted(page: Any, question: Any) -> None:
    client = browser_of(person(ADMIN))
    for text in (page, question):
        type(text).objects.filter(pk=text.pk).update(live=False)
    client.post(f"/cms/pages/{page.pk}/delete/")
    client.post(f"/cms/snippets/faq/faqitem/delete/{question.pk}/")
    assert not ArticlePage.objects.exists()
    assert not FAQItem.objects.exists()


def test_there_is_room_below_a_page_until_each_single_page_stands(
    guide: Guide, roles: None
) -> None:
    editor = person(ADMIN)
    guide.articles, guide.steps, guide.treatments, guide.faq, guide.glossary  # noqa: B018
    assert guide.home.permissions_for_user(editor).can_add_subpage()
    guide.topics, guide.about  # noqa: B018 - the last two
    home = Page.objects.get(pk=guide.home.pk)
    assert not home.permissions_for_user(editor).can_add_subpage()
    assert guide.articles.permissions_for_user(editor).can_add_subpage()
    assert not guide.faq.permissions_for_user(editor).can_add_subpage()
    assert not guide.articles.permissions_for_user(person(FAQ)).can_add_subpage()
