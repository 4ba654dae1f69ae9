"""Only superusers make superusers, change their accounts, or set their passwords."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests.factories import UserFactory
from tests.forms import filled
from tests.review.people import ADMIN, browser_of

ADD = "/cms/users/new/"


@pytest.fixture
def site_admin(roles: None) -> Client:
    """The browser of somebody who manages people and is no superuser."""
    return browser_of(UserFactory(roles=[ADMIN]))


@pytest.fixture
def root(db: None) -> User:
    return UserFactory(username="root", is_superuser=True)


def change(client: Client, person: User, **changes: Any) -> int:
    """Send the form of a person's account, and return the status of the answer."""
    address = f"/cms/users/edit/{person.pk}/"
    try:
        form = filled(address, client)
    except AssertionError:  # The form itself is refused.
        form = {"username": person.username, "email": "e@example.org", "is_active": "on"}
    return client.post(address, {**form, **changes}).status_code


def test_a_site_admin_makes_people_but_no_superuser(site_admin: Client) -> None:
    form = {
        "username": "evil",
        "email": "evil@example.org",
        "first_name": "Dr",
        "last_name": "Evil",
        "is_superuser": "on",
    }
    site_admin.post(ADD, form)
    assert not User.objects.get(username="evil").is_superuser


def test_a_site_admin_makes_nobody_a_superuser(site_admin: Client) -> None:
    person = UserFactory(email="bea@example.org")
    change(site_admin, person, is_superuser="on", first_name="Eve")
    person.refresh_from_db()
    assert person.first_name == "Eve"
    assert not person.is_superuser


def test_the_list_offers_a_site_admin_no_form_that_is_refused(
    site_admin: Client, root: User
) -> None:
    colleague = UserFactory()
    listed = site_admin.get("/cms/users/").content.decode()
    assert f"/cms/users/edit/{colleague.pk}/" in listed
    assert "root" in listed
    assert f"/cms/users/edit/{root.pk}/" not in listed
    assert f"/cms/users/delete/{root.pk}/" not in listed


def test_a_site_admin_cannot_open_or_change_a_superuser(site_admin: Client, root: User) -> None:
    assert site_admin.get(f"/cms/users/edit/{root.pk}/").status_code in {302, 403}
    change(site_admin, root)
    root.refresh_from_db()
    assert root.email != "e@example.org"


def test_a_site_admin_gets_no_password_link_of_a_superuser(site_admin: Client, root: User) -> None:
    address = f"/cms/users/password-link/{root.pk}/"
    assert address not in site_admin.get("/cms/users/").content.decode()
    assert "password_reset" not in site_admin.post(address, follow=True).content.decode()


def test_a_site_admin_cannot_delete_a_superuser(site_admin: Client, root: User) -> None:
    site_admin.post(f"/cms/users/delete/{root.pk}/")
    assert User.objects.filter(pk=root.pk).exists()


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_no_bulk_action_of_a_site_admin_touches_a_superuser(
    site_admin: Client, root: User, action: str
) -> None:
    address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    role = root.groups.model.objects.get(name=ADMIN).pk
    sent = {"mark_as_active": "", "role": role}
    site_admin.post(f"{address}?id={root.pk}", sent)
    root.refresh_from_db()
    assert root.is_active
    assert not root.groups.exists()


def test_a_superuser_makes_another(root: User) -> None:
    person = UserFactory(email="bea@example.org")
    assert change(browser_of(root), person, is_superuser="on") == 302
    person.refresh_from_db()
    assert person.is_superuser
