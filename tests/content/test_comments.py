"""Clinicians talk about a page beside its editor, and are told when somebody has said something."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment, PageSubscription
from wagtail.users.models import UserProfile

from education.content.models import ArticlePage
from tests.content.test_editing import edit_of
from tests.factories import Guide, UserFactory
from tests.forms import complaints, save

NEW_COMMENT = {
    "comments-TOTAL_FORMS": "1",
    "comments-INITIAL_FORMS": "0",
    "comments-0-id": "",
    "comments-0-DELETE": "",
    "comments-0-resolved": "",
    "comments-0-contentpath": "summary",
    "comments-0-text": "Is this still so?",
    "comments-0-position": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
}


@pytest.fixture
def page(guide: Guide) -> ArticlePage:
    """A page that somebody can edit."""
    return guide.article(title="Scans")


def comment_on(page: ArticlePage, client: Client) -> None:
    """Writes a comment on the summary and saves the draft."""
    response = save(edit_of(page), client, publish=False, **NEW_COMMENT)
    assert response.status_code == 302, complaints(response)


def follow(page: ArticlePage, email: str) -> Any:
    """Somebody who wants to be told of comments on a page."""
    user = UserFactory(email=email, is_superuser=True)
    PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    return user


def test_a_comment_is_kept_with_its_place(page: ArticlePage, admin_client: Client) -> None:
    comment_on(page, admin_client)
    comment = Comment.objects.get()
    assert (comment.page_id, comment.contentpath) == (page.pk, "summary")


def test_those_who_follow_a_page_get_a_mail_with_the_comment(
    page: ArticlePage, admin_client: Client, mailoutbox: list[Any]
) -> None:
    follow(page, "ada@example.org")
    comment_on(page, admin_client)
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]]
    assert "Scans" in mailoutbox[0].subject
    assert "Is this still so?" in mailoutbox[0].body


def test_who_has_switched_mails_off_gets_none(
    page: ArticlePage, admin_client: Client, mailoutbox: list[Any]
) -> None:
    user = follow(page, "ada@example.org")
    UserProfile.objects.create(user=user, updated_comments_notifications=False)
    comment_on(page, admin_client)
    assert mailoutbox == []


def test_who_makes_a_page_follows_it(guide: Guide, admin_user: Any, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["content", "articlepage", guide.articles.pk])
    values = {"title": "New", "slug": "new", "summary": "What is new."}
    form = {**values, "comment_notifications": "on"}
    assert save(address, admin_client, publish=False, **form).status_code == 302
    follower = PageSubscription.objects.get(comment_notifications=True)
    assert follower.user == admin_user


def test_a_new_page_offers_to_follow_it(guide: Guide, admin_client: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["content", "articlepage", guide.articles.pk])
    html = admin_client.get(address).content.decode()
    field = html[html.index('name="comment_notifications"') :].partition(">")[0]
    assert "checked" in field
