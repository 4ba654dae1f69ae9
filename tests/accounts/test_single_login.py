"""Every address of the editors' side, for who has given the password and nothing else.

They get what a stranger gets, who has given nothing: the way to the one door.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.accounts.factors import OVERVIEW, half, is_in, person, whole, with_app
from tests.accounts.matrix import Things, routes
from tests.effort import sample
from tests.factories import Guide
from tests.review.people import AUTHOR
from tests.review.people import person as somebody

pytestmark = [pytest.mark.once, pytest.mark.django_db]
# What a stranger may open: the door itself, ways to it, and what their screens are drawn with.
OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}
MISSING = {404, 405}


@pytest.fixture(scope="module")
def things(roles_of_module: None) -> Things:
    return Things(Guide(), somebody(AUTHOR))


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def addresses(things: Things) -> list[tuple[str, str]]:
    """Name and address of each, but for the screens of the second factor: their tests are apart."""
    found = [(name, things.address(route)) for name, route in routes()]
    return [one for one in found if not one[1].startswith(OVERVIEW)]


def answer(client: Client, method: str, address: str, **headers: Any) -> tuple[int, str]:
    """Status and goal. Whatever it did is undone."""
    with transaction.atomic():
        response: HttpResponse = getattr(client, method)(address, headers=headers)
        transaction.set_rollback(True)
    return response.status_code, response.get("Location", "").partition("?")[0]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("has_app", [True, False])
def test_a_password_alone_gets_nowhere(things: Things, method: str, has_app: bool) -> None:
    user = person()
    if has_app:
        with_app(user)
    client = half()
    shut = [one for one in addresses(things) if one[0] not in OPEN]
    assert len(shut) > 300
    tried = sample(shut, 60)
    got = {one: answer(client, method, one[1]) for one in tried}
    ways = {one: it for one, it in got.items() if it[0] not in MISSING}
    assert set(ways.values()) == {(302, "/cms/login/")}
    assert len(ways) > len(tried) * 0.8


def test_what_asks_from_a_script_gets_a_refusal(things: Things) -> None:
    with_app(person())
    client = half()
    script = {"X-Requested-With": "XMLHttpRequest"}
    pages = f"/cms/api/main/pages/{things.page.pk}/"
    edit = f"/cms/pages/{things.page.pk}/edit/preview/"
    assert {answer(client, "get", one, **script)[0] for one in (pages, edit)} == {403}


@pytest.mark.slow
def test_a_stranger_gets_the_same_answers(things: Things) -> None:
    with_app(person())
    client = half()
    for name, address in addresses(things):
        if name != "wagtailadmin_login":  # It leads who has given the password on.
            assert answer(client, "get", address) == answer(Client(), "get", address), name


def test_with_both_the_same_addresses_open(things: Things) -> None:
    with_app(person())
    client = whole()
    assert is_in(client)
    page = things.page.pk
    opens = ("/cms/", f"/cms/pages/{page}/edit/", f"/cms/api/main/pages/{page}/", "/cms/account/")
    assert [answer(client, "get", one)[0] for one in opens] == [200] * len(opens)
