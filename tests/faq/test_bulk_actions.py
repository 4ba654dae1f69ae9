"""Many questions at once: another group, one more topic."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail.models import Revision

from education.faq.models import FAQItem
from tests.factories import CategoryFactory, QuestionFactory, TopicFactory, publish, sign_off
from tests.faq.people import AUTHOR, signed_in
from tests.html import read, words

LIST = "/cms/snippets/faq/faqitem/"


def act(client: Client, action: str, chosen: object, *items: FAQItem) -> HttpResponse:
    """Chooses questions, an action, and what it asks for."""
    ids = urlencode({"id": [item.pk for item in items], "next": LIST}, doseq=True)
    return client.post(f"/cms/bulk/faq/faqitem/{action}/?{ids}", {"chosen": chosen})


def test_questions_move_to_another_group_and_stand_last_there(faq_admin: Client) -> None:
    target = CategoryFactory()
    there = QuestionFactory(category=target, sort_order=4)
    first, second = QuestionFactory(), QuestionFactory(live=False)
    assert act(faq_admin, "move", target.pk, first, second).status_code == 302
    rows = FAQItem.objects.filter(category=target).order_by("sort_order")
    assert list(rows) == [there, first, second]


def test_a_moved_question_stays_where_it_is_when_a_draft_is_signed_off(faq_admin: Client) -> None:
    item = publish(QuestionFactory(question="Old?"))
    item.question = "New?"
    item.save_revision()
    target = CategoryFactory()
    act(faq_admin, "move", target.pk, item)
    assert FAQItem.objects.get().question == "Old?"
    assert FAQItem.objects.get().category == target
    version = Revision.objects.latest("pk")
    sign_off(item, revision=version)
    version.publish()
    assert FAQItem.objects.get().question == "New?"
    assert FAQItem.objects.get().category == target


def test_what_was_signed_is_not_written_over(faq_admin: Client) -> None:
    item = publish(QuestionFactory())
    signed = sign_off(item).revision
    before = Revision.objects.get(pk=signed.pk).content
    act(faq_admin, "move", CategoryFactory().pk, item)
    assert Revision.objects.get(pk=signed.pk).content == before
    row = FAQItem.objects.get()
    assert row.live_revision_id == signed.pk
    assert not row.has_unpublished_changes


def test_a_topic_is_added_to_what_readers_see_and_to_the_draft(faq_admin: Client) -> None:
    old, new = TopicFactory(), TopicFactory()
    item = publish(QuestionFactory(topics=[old]))
    item.question = "New?"
    item.save_revision()
    act(faq_admin, "add_topic", new.pk, item)
    row = FAQItem.objects.get()
    assert {*row.topics.all()} == {old, new}
    assert {*row.get_latest_revision_as_object().topics.all()} == {old, new}
    act(faq_admin, "add_topic", new.pk, item)
    assert FAQItem.objects.get().topic_links.count() == 2


def test_what_somebody_locked_stays_as_it_is(roles: None) -> None:
    item = QuestionFactory(locked=True)
    target = CategoryFactory()
    act(signed_in(AUTHOR), "move", target.pk, item)
    assert FAQItem.objects.get().category != target


@pytest.mark.parametrize("action", ["move", "add_topic"])
def test_the_screen_names_the_questions_and_asks_what_to_choose(
    faq_admin: Client, action: str
) -> None:
    item = QuestionFactory(question="Can I travel?")
    page = read(faq_admin.get(f"/cms/bulk/faq/faqitem/{action}/?id={item.pk}&next={LIST}"))
    assert "Can I travel?" in words(page.main)
    assert page.select_one("select[name=chosen]")


@pytest.mark.parametrize("action", ["move", "add_topic"])
def test_someone_without_rights_changes_nothing(roles: None, action: str) -> None:
    item = QuestionFactory()
    chosen = {"move": CategoryFactory().pk, "add_topic": TopicFactory().pk}[action]
    for client in (Client(), signed_in()):
        act(client, action, chosen, item)
    row = FAQItem.objects.get()
    assert row.category == item.category
    assert not row.topics.exists()


@pytest.mark.parametrize("chosen", ["", "x", "999999"])
def test_a_nasty_choice_is_asked_again(faq_admin: Client, chosen: str) -> None:
    assert act(faq_admin, "move", chosen, QuestionFactory()).status_code == 200
