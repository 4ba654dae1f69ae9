"""Tell who sits at the desk."""

from __future__ import annotations

from django.test import Client

from tests.factories import UserFactory

AUTHOR, REVIEWER, FAQ, TRANSLATOR, ADMIN = ROLES = (
    "Author clinicians",
    "Reviewing clinicians",
    "FAQ admins",
    "Translators",
    "Site admins",
)


def signed_in(*names: str) -> Client:
    """A browser in which a person with these roles has signed in."""
    client = Client()
    client.force_login(UserFactory(roles=list(names)))
    return client
