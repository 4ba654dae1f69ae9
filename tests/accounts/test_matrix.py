"""Every role at every address of the editors' side, reading and sending: who gets through.

`matrix.yaml` says who may. A new address fails the test until somebody has decided about it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Task

from tests.accounts.matrix import Things, routes
from tests.effort import sample
from tests.factories import Guide
from tests.review.people import ADMIN, AUTHOR, FAQ, REVIEWER, TRANSLATOR, browser_of, person

pytestmark = pytest.mark.once
FILE = Path(__file__).with_name("matrix.yaml")
LETTERS = {"A": AUTHOR, "R": REVIEWER, "F": FAQ, "T": TRANSLATOR, "S": ADMIN}
REFUSALS = {403, 404, 405}
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(scope="module")
def things(roles_of_module: None) -> Things:
    return Things(Guide(), person(AUTHOR))


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave screens undrawn: it takes most of the time, and decides nothing about access."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")


def gets_through(client: Client, method: str, address: str) -> bool:
    """Return whether a request is answered, and not refused. Whatever it did is undone."""
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    if "/cms/bulk/" in address and method == "post":
        # It answers everybody, and leaves alone what they may not touch.
        return any(
            one["sql"].startswith(WRITES) and "session" not in one["sql"]
            for one in asked.captured_queries
        )
    if "/cms/bulk/" in address and response.status_code == 200:
        return bool(response.context_data["items"])
    refused = response.status_code in REFUSALS or (
        response.status_code == 302
        and (response["Location"] in {"/cms/", "/"} or "/cms/login/" in response["Location"])
    )
    return not refused


def passed(client: Client, things: Things, names: set[str]) -> dict[str, set[str]]:
    """For each address of these names the methods that get through."""
    client.raise_request_exception = False  # Wagtail has no answer to a form without fields.
    found: dict[str, set[str]] = {}
    for name, route in (one for one in routes() if one[0] in names):
        address = things.address(route)
        ways = (one for one in ("get", "post") if gets_through(client, one, address))
        found.setdefault(name, set()).update(ways)
    return found


def allowed(letter: str) -> dict[str, set[str]]:
    """For each name the methods that the file allows."""
    groups = yaml.safe_load(FILE.read_text())
    return {
        name: {way for way in ("get", "post") if letter in group[way]}
        for group in groups
        for name in group["addresses"]
    }


def test_the_file_decides_about_every_address() -> None:
    assert {name for name, _route in routes()} == {*allowed("S")}


@pytest.mark.parametrize("letter", LETTERS)
def test_a_role_gets_through_where_the_file_says_and_nowhere_else(
    things: Things, letter: str
) -> None:
    wanted = allowed(letter)
    names = {*sample(sorted(wanted), 20)}
    with transaction.atomic():
        client = browser_of(person(LETTERS[letter]))
        found = passed(client, things, names)
        transaction.set_rollback(True)
    assert found == {name: wanted[name] for name in names}


@pytest.mark.parametrize("role", [AUTHOR, FAQ, TRANSLATOR])
def test_addresses_that_answer_everybody_do_nothing_for_those_who_may_not(
    things: Things, role: str
) -> None:
    client, page, other = browser_of(person(role)), things.page, things.guide.home
    action = f"/cms/api/main/pages/{page.pk}/action"
    sent: list[tuple[str, dict[str, Any]]] = [
        ("/cms/workflows/task_chooser/create/", {"create-task-name": "Mine", "name": "Mine"}),
        (f"{action}/move/", {"destination_page_id": other.pk, "position": "first-child"}),
        (f"{action}/create_alias/", {"destination_page_id": other.pk, "slug": "mine"}),
        (f"/cms/pages/{page.pk}/move/{other.pk}/confirm/", {}),
        (f"/cms/pages/{page.pk}/privacy/", {"restriction_type": "login"}),
    ]
    before = (Page.objects.count(), Task.objects.count(), page.path)
    for address, data in sent:
        client.post(address, data)
    page.refresh_from_db()
    assert (Page.objects.count(), Task.objects.count(), page.path) == before
    assert not page.view_restrictions.exists()
