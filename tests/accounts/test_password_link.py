"""A person sets the password alone, by a link that a site admin hands over."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portal.accounts.models import User
from tests.factories import UserFactory
from tests.html import read, visit
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, browser_of, person

PASSWORD = "quite another phrase"
NEW = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def site_admin(roles: None) -> Client:
    return browser_of(person(ADMIN))


def link_of(user: User, site_admin: Client) -> str:
    """Press the button, and return the link without its host."""
    page = read(site_admin.post(f"/cms/users/password-link/{user.pk}/"))
    link = page.select_one("main input[readonly]")
    assert link
    return urlsplit(str(link["value"])).path


def set_password(link: str) -> bool:
    """Open a link as a stranger and set the password; return whether that worked."""
    client = Client()
    form = client.get(link, follow=True).request["PATH_INFO"]
    return client.post(form, NEW).status_code == 302


def test_nobody_types_the_password_of_a_colleague(site_admin: Client) -> None:
    user = UserFactory()
    for address in ("/cms/users/new/", f"/cms/users/edit/{user.pk}/"):
        assert not visit(address, site_admin).select("input[type=password]")


def test_a_new_colleague_sets_the_password_by_a_link(site_admin: Client) -> None:
    names = {"username": "bea", "first_name": "Bea", "last_name": "Reed"}
    answer = site_admin.post("/cms/users/new/", {**names, "email": "bea@example.org"})
    bea = User.objects.get(username="bea")
    assert not bea.has_usable_password()
    assert answer.headers["Location"] == f"/cms/users/password-link/{bea.pk}/"
    assert "password_reset" not in site_admin.get(answer.headers["Location"]).content.decode()
    assert set_password(link_of(bea, site_admin))
    bea.refresh_from_db()
    assert bea.check_password(PASSWORD)


def test_a_link_works_once(site_admin: Client) -> None:
    user = UserFactory()
    link = link_of(user, site_admin)
    assert set_password(link)
    assert not set_password(link)


def test_a_link_is_worth_nothing_after_some_days(site_admin: Client) -> None:
    link = link_of(UserFactory(), site_admin)
    late = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)
    with time_machine.travel(late):
        assert not set_password(link)


@pytest.mark.parametrize("role", [AUTHOR, REVIEWER, FAQ, TRANSLATOR])
def test_nobody_else_makes_a_link(roles: None, role: str) -> None:
    address = f"/cms/users/password-link/{UserFactory().pk}/"
    page = browser_of(person(role)).post(address, follow=True)
    assert "password_reset" not in page.content.decode()


def test_a_closed_account_gets_no_link(site_admin: Client) -> None:
    address = f"/cms/users/password-link/{UserFactory(is_active=False).pk}/"
    assert "password_reset" not in site_admin.post(address, follow=True).content.decode()
