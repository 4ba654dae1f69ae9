from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

ALL_IS_WELL = {"database": "ok", "migrations": "ok", "cache": "ok", "store": "ok"}


def test_a_running_process_is_alive_without_a_database(client: Client) -> None:
    response = client.get("/health/live/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_migrated_database_is_ready(db: None, client: Client) -> None:
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (200, {"status": "ok", **ALL_IS_WELL})


def test_a_database_that_does_not_answer_is_not_ready(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(MigrationExecutor, "__init__", fail)
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (
        503,
        {
            "status": "no",
            "database": "no answer",
            "migrations": "not known",
            "store": "not known",
            "cache": "ok",
        },
    )


def test_a_database_without_the_last_migration_is_not_ready(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["one", "two"])
    response = client.get("/health/ready/")
    found = response.json()
    assert (response.status_code, found["status"], found["database"]) == (503, "no", "ok")
    assert found["migrations"] == 2


def test_without_its_cache_it_is_ready_and_says_so(db: None, client: Client, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "portal.shared_cache.SharedCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "degraded", **ALL_IS_WELL, "cache": "no answer"},
    )


def test_a_store_that_lacks_something_is_ready_and_says_so(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.health.trouble", lambda: ["pages wait"])
    response = client.get("/health/ready/")
    found = response.json()
    assert (response.status_code, found["status"]) == (200, "degraded")
    assert found["store"] == ["pages wait"]


@pytest.mark.parametrize("address", ["/health/live/", "/health/ready/"])
def test_a_health_check_sets_no_cookie(db: None, client: Client, address: str) -> None:
    assert not client.get(address).cookies
