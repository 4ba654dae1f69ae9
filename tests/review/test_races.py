"""Two people at once: nothing is signed that was not seen. On PostgreSQL, with two connections."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from education.review import sign_off as sign_off_module
from education.review.mixins import lock_for_update
from education.review.models import SignOff
from education.review.sign_off import SignOffError, sign_off
from education.seeding.plan import Plan
from education.seeding.roles import import_roles
from tests.factories import Guide
from tests.review.people import AUTHOR, REVIEWER, attestation, edited, person, signed, sound

pytestmark = [
    pytest.mark.usefixtures("what_migrations_wrote"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one transaction write at a time, so there is no race to lose",
    ),
]
TITLE = "How do cells move?"
WAIT = 10  # seconds, at most


@pytest.fixture
def text() -> Any:
    import_roles(Path(settings.FIXTURES_DIR, "roles.yaml"), Plan.from_records())
    return sound("page", Guide())


@pytest.fixture
def author(text: Any) -> Any:
    return person(AUTHOR)


@pytest.fixture
def reviewer(text: Any) -> Any:
    return person(REVIEWER)


def at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Return what each job gives back or raises, each on a connection of its own."""

    def run(job: Callable[[], Any]) -> Any:
        try:
            return job()
        except SignOffError as reason:
            return reason
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs, timeout=WAIT))


def test_an_edit_that_waits_for_a_sign_off_becomes_a_draft(
    text: Any, author: Any, reviewer: Any, monkeypatch: Any
) -> None:
    read, begun = attestation(text), Event()
    check = sign_off_module.findings

    def slow_check(draft: Any) -> Any:
        begun.set()  # The row is locked by now.
        edit_waits.wait(1)
        return check(draft)

    edit_waits = Event()
    monkeypatch.setattr(sign_off_module, "findings", slow_check)

    def edit() -> Any:
        begun.wait(WAIT)
        return edited(text, author, title="Not seen")

    record, _after = at_once(lambda: sign_off(text, reviewer, read), edit)
    page = type(text).objects.get()
    assert isinstance(record, SignOff)
    assert (page.live_revision_id, page.title) == (record.revision_id, TITLE)
    assert page.get_latest_revision_as_object().title == "Not seen"


def test_a_sign_off_that_waits_for_an_edit_is_refused(
    text: Any, author: Any, reviewer: Any
) -> None:
    read, begun, waits = attestation(text), Event(), Event()

    def edit() -> None:
        with transaction.atomic():
            lock_for_update(text)
            begun.set()
            waits.wait(1)
            edited(text, author, title="Not seen")

    def sign() -> SignOff:
        begun.wait(WAIT)
        return sign_off(text, reviewer, read)

    _edit, outcome = at_once(edit, sign)
    assert isinstance(outcome, SignOffError)
    assert type(text).objects.get().title == TITLE
    assert not SignOff.objects.exists()


def test_autosave_that_waits_for_a_sign_off_does_not_write_over_it(
    text: Any, author: Any, reviewer: Any, monkeypatch: Any
) -> None:
    text = edited(text, author, title="Seen")
    read, revision, begun = attestation(text), text.latest_revision, Event()
    check = sign_off_module.findings

    def slow_check(draft: Any) -> Any:
        begun.set()
        Event().wait(1)
        return check(draft)

    monkeypatch.setattr(sign_off_module, "findings", slow_check)
    draft = text.get_latest_revision_as_object()

    def autosave() -> Any:
        begun.wait(WAIT)
        draft.title = "Not seen"
        return draft.save_revision(user=author, overwrite_revision=revision)

    record, written = at_once(lambda: sign_off(text, reviewer, read), autosave)
    assert isinstance(record, SignOff)
    assert written.pk != record.revision_id
    assert record.revision.content["title"] == "Seen"
    assert type(text).objects.get().title == "Seen"


def test_a_role_taken_away_meanwhile_counts(text: Any, reviewer: Any) -> None:
    read, begun, waits = attestation(text), Event(), Event()

    def take_away() -> None:
        with transaction.atomic():
            lock_for_update(text)
            begun.set()
            waits.wait(1)
            reviewer.groups.clear()

    def sign() -> SignOff:
        begun.wait(WAIT)
        return sign_off(text, reviewer, read)

    _gone, outcome = at_once(take_away, sign)
    assert isinstance(outcome, SignOffError)
    assert not SignOff.objects.exists()


def test_two_reviewers_at_once_sign_one_after_the_other(text: Any, reviewer: Any) -> None:
    read, other = attestation(text), person(REVIEWER)
    first, second = at_once(
        lambda: sign_off(text, reviewer, read), lambda: sign_off(text, other, read)
    )
    assert {type(first), type(second)} == {SignOff}
    assert {one.revision_id for one in SignOff.objects.all()} == {first.revision_id}


def test_two_authors_at_once_keep_both_versions(text: Any, author: Any, reviewer: Any) -> None:
    text = signed(text, reviewer)
    other = person(AUTHOR)
    at_once(lambda: edited(text, author, title="One"), lambda: edited(text, other, title="Another"))
    titles = {one.content["title"] for one in text.revisions.all()}
    assert titles >= {"One", "Another"}
    assert type(text).objects.get().title == TITLE
