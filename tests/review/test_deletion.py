"""Test that no text is deleted while readers see it: it is withdrawn first, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from education.review.sign_off import withdraw
from tests.factories import Guide, UserFactory
from tests.review.people import ADMIN, FAQ, REVIEWER, browser_of, person, sound
from tests.review.test_screens import complaint


def delete_form(text: Any) -> str:
    """Return the address of the form that deletes a text."""
    if isinstance(text, Page):
        return f"/cms/pages/{text.pk}/delete/"
    return f"/cms/snippets/{text._meta.app_label}/{text._meta.model_name}/delete/{text.pk}/"


def bulk_form(text: Any) -> str:
    """Return the address of the action that deletes many texts."""
    meta = Page._meta if isinstance(text, Page) else text._meta
    return f"/cms/bulk/{meta.app_label}/{meta.model_name}/delete/?id={text.pk}&next=/cms/"


def is_there(text: Any) -> bool:
    return bool(type(text).objects.filter(pk=text.pk).exists())


@pytest.fixture(params=["site admin", "superuser"])
def admin(request: pytest.FixtureRequest, roles: None) -> Any:
    return person(ADMIN) if request.param == "site admin" else UserFactory(is_superuser=True)


@pytest.mark.parametrize("address", [delete_form, bulk_form])
def test_a_live_text_is_refused_with_a_sentence(text: Any, admin: Any, address: Any) -> None:
    response = browser_of(admin).post(address(text), follow=True)
    assert response.status_code == 200
    assert is_there(text)
    assert "Withdraw it first" in complaint(response)


def test_a_live_page_is_not_deleted_through_the_api(guide: Guide, admin: Any) -> None:
    page = sound("page", guide)
    response = browser_of(admin).post(f"/cms/api/main/pages/{page.pk}/action/delete/")
    assert response.status_code == 403
    assert "Withdraw it first" in response.content.decode()
    assert is_there(page)


def test_a_page_with_a_live_page_below_is_not_deleted(guide: Guide, admin: Any) -> None:
    page = sound("page", guide)
    above = page.get_parent().specific
    type(above).objects.filter(pk=above.pk).update(live=False)
    browser_of(admin).post(delete_form(above), follow=True)
    assert is_there(page)


@pytest.mark.parametrize("name", ["home", "faq", "about", "treatments"])
def test_the_home_page_and_promised_addresses_stay_even_when_they_are_withdrawn(
    guide: Guide, admin: Any, name: str
) -> None:
    page = getattr(guide, name)
    type(page).objects.filter(pk=page.pk).update(live=False)
    for address in (delete_form(page), bulk_form(page)):
        browser_of(admin).post(address, follow=True)
        assert is_there(page)
    browser_of(admin).post(f"/cms/api/main/pages/{page.pk}/action/delete/")
    assert is_there(page)


def test_a_withdrawn_text_can_be_deleted(text: Any, admin: Any) -> None:
    withdraw(text, person(REVIEWER), "It says the wrong thing.")
    browser_of(admin).post(delete_form(text), follow=True)
    assert not is_there(text)


def test_an_faq_admin_deletes_a_draft_and_no_live_question(guide: Guide, roles: None) -> None:
    question = sound("question", guide)
    browser_of(person(FAQ)).post(bulk_form(question))
    assert is_there(question)
    type(question).objects.filter(pk=question.pk).update(live=False)
    browser_of(person(FAQ)).post(bulk_form(question))
    assert not is_there(question)


def test_a_command_on_the_server_is_not_held_back(text: Any) -> None:
    text.delete()
    assert not is_there(text)
