from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from wagtail.models import Site

from education.content.models import SiteSettings

ALL_IS_WELL = {
    "database": "ok",
    "migrations": "ok",
    "store": "ok",
    "settings": "ok",
}


@pytest.fixture
def site_settings(db: None) -> SiteSettings:
    """Return what a live site must have set."""
    return SiteSettings.objects.create(
        site=Site.objects.get(),
        emergency_number="911",
        crisis_number="988",
        contact="guide@example.org",
    )


def test_a_running_process_is_alive_without_a_database(client: Client) -> None:
    response = client.get("/health/live/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_migrated_database_is_ready(site_settings: SiteSettings, client: Client) -> None:
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


def test_a_store_that_lacks_something_is_ready_and_says_so(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.static_pages.worker.find_problem", lambda: ["pages wait"])
    response = client.get("/health/ready/")
    found = response.json()
    assert (response.status_code, found["status"]) == (200, "degraded")
    assert found["store"] == ["pages wait"]


@pytest.mark.parametrize("address", ["/health/live/", "/health/ready/"])
def test_a_health_check_sets_no_cookie(db: None, client: Client, address: str) -> None:
    assert not client.get(address).cookies


# What a live site must have set -------------------------------------------------------------------


def deploy_messages() -> list[tuple[str, str]]:
    found = run_checks(include_deployment_checks=True)
    return [(one.id, one.msg) for one in found if one.id.startswith("content.")]


def test_settings_that_nobody_has_set_are_named_and_readers_are_served(
    db: None, client: Client
) -> None:
    response = client.get("/health/ready/")
    found = response.json()
    assert (response.status_code, found["status"]) == (200, "degraded")
    assert found["settings"] == "not set: contact, crisis line, emergency number"


def test_one_setting_that_is_missing_is_named(site_settings: SiteSettings, client: Client) -> None:
    site_settings.crisis_number = "a crisis line near you"
    site_settings.save()
    assert client.get("/health/ready/").json()["settings"] == "not set: crisis line"


def test_nobody_is_warned_while_developing(db: None, client: Client, settings: Any) -> None:
    settings.DEBUG = True
    assert client.get("/health/ready/").json()["settings"] == "ok"


def test_the_deploy_check_names_what_is_not_set(db: None) -> None:
    (message,) = deploy_messages()
    assert message == (
        "content.W001",
        "Not set in the site settings: contact, crisis line, emergency number.",
    )


def test_the_deploy_check_is_content_when_all_is_set(site_settings: SiteSettings) -> None:
    assert deploy_messages() == []


def test_the_deploy_check_without_a_database_only_informs(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(SiteSettings, "unset_anywhere", fail)
    ((name, _message),) = deploy_messages()
    assert name == "content.I001"
