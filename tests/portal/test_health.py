from __future__ import annotations

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client


def test_a_running_process_is_alive_without_a_database(client: Client) -> None:
    response = client.get("/health/live/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_migrated_database_is_ready(db: None, client: Client) -> None:
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "store": "ok"})


def test_a_database_that_does_not_answer_is_not_ready(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(MigrationExecutor, "__init__", fail)
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["database"]) == (503, "no answer")


def test_a_database_without_the_last_migration_is_not_ready(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["one", "two"])
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["migrations"]) == (503, 2)


@pytest.mark.parametrize("address", ["/health/live/", "/health/ready/"])
def test_a_health_check_sets_no_cookie(db: None, client: Client, address: str) -> None:
    assert not client.get(address).cookies
