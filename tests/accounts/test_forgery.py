"""No other site sends a form in an editor's name, nor leads an editor away."""

from __future__ import annotations

import pytest
from django.test import Client

from education.content.models import Source
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def root() -> Client:
    """The browser of somebody who may do everything, as careful as a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(
    "address",
    [
        "/cms/snippets/content/source/add/",
        "/cms/snippets/faq/faqitem/import/",
        "/cms/users/new/",
        "/cms/account/",
        "/cms/logout/",
        "/cms/login/",
    ],
)
def test_a_form_of_editors_needs_its_token(root: Client, address: str) -> None:
    response = root.post(address, {"code": "S1", "title": "Forged"})
    assert response.status_code == 403
    assert not Source.objects.filter(title="Forged").exists()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"],
)
def test_a_sign_in_leads_to_no_other_site(root: Client, elsewhere: str) -> None:
    response = root.get("/cms/login/", {"next": elsewhere})
    assert "evil.example" not in response.get("Location", "")
    assert "javascript" not in response.get("Location", "")
    assert response.status_code in {200, 302}
