"""People on the editors' side."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from tests.factories import UserFactory
from tests.html import visit, words


@pytest.mark.django_db
def test_a_site_admin_writes_down_title_and_credentials(admin_client: Client) -> None:
    person = User.objects.create_user("reed", "reed@example.org", "a-long-password-1")
    address = reverse("wagtailusers_users:edit", args=[person.pk])
    page = admin_client.get(address).content.decode()
    assert 'name="professional_title"' in page
    admin_client.post(
        address,
        {
            "username": "reed",
            "email": "reed@example.org",
            "first_name": "Ada",
            "last_name": "Reed",
            "professional_title": "Oncology nurse",
            "credentials": "RN",
            "is_active": "on",
        },
    )
    person.refresh_from_db()
    assert (person.professional_title, person.credentials) == ("Oncology nurse", "RN")


def test_an_account_takes_no_picture(admin_client: Client) -> None:
    assert 'name="avatar-avatar"' not in admin_client.get("/cms/account/").content.decode()


def test_the_list_of_users_shows_roles_title_and_credentials_at_no_cost_for_each(
    admin_client: Client, roles: None
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            table = visit("/cms/users/", admin_client).select_one("table.listing")
        assert {"Reviewing clinicians", "Oncologist", "MD PhD"} <= {
            words(cell) for cell in table.select("td")
        }
        return len(asked)

    about = {"professional_title": "Oncologist", "credentials": "MD PhD"}
    UserFactory(roles=["Reviewing clinicians"], **about)
    queries()
    one = queries()
    for _time in range(5):
        UserFactory(roles=["Reviewing clinicians"], **about)
    assert queries() == one
