"""Test what the environment says, and what the portal makes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment
from portal.settings.base import database


@pytest.mark.parametrize(
    ("value", "read"), {"1": True, "Yes": True, "off": False, "": False}.items()
)
def test_a_switch_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("SWITCH", value)
    assert environment.flag("SWITCH", default=not read) is read


def test_a_switch_that_is_not_set_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SWITCH", raising=False)
    assert environment.flag("SWITCH", default=True)


def test_a_switch_that_says_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SWITCH='perhaps'"):
        environment.flag("SWITCH")


def test_a_number_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBER", " 12 ")
    assert environment.number("NUMBER", 3) == 12
    monkeypatch.setenv("NUMBER", "")
    assert environment.number("NUMBER", 3) == 3


def test_what_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBER", "many")
    with pytest.raises(ImproperlyConfigured, match="NUMBER='many'"):
        environment.number("NUMBER", 3)


def test_a_time_zone_is_read_and_a_wrong_one_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIME_ZONE", "Europe/Berlin")
    assert environment.time_zone("TIME_ZONE", "UTC") == "Europe/Berlin"
    monkeypatch.setenv("TIME_ZONE", "Berlin")
    with pytest.raises(ImproperlyConfigured, match="TIME_ZONE='Berlin'"):
        environment.time_zone("TIME_ZONE", "UTC")


def test_a_list_is_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORDS", "a.example, b.example ,")
    assert environment.words("WORDS") == ["a.example", "b.example"]


def test_a_folder_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLDER", "var")
    assert environment.folder("FOLDER", Path("/x")) == Path.cwd() / "var"


@pytest.mark.parametrize("url", ["nonsense", "nonsense://here", "mysql://user@host/name"])
def test_an_address_of_a_database_that_cannot_be_read_is_explained(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be used"):
        database(url)


def test_a_command_says_in_one_sentence_what_is_wrong_with_a_setting() -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "nonsense"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("DATABASE_URL cannot be used")
    assert ran.stderr.count("\n") == 1


def test_sqlite_waits_for_a_writer_and_keeps_its_word() -> None:
    options = database("sqlite:////tmp/x.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 10
    assert "WAL" in options["init_command"]


def test_postgresql_looks_rows_up_and_an_address_may_say_more() -> None:
    options = database("postgres://portal@localhost/portal?sslmode=require")["OPTIONS"]
    assert options == {"options": "-c random_page_cost=1.1", "sslmode": "require"}


COMPLETE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "guide.example",
    "BASE_URL": "https://guide.example",
    "DATABASE_URL": "postgres://portal@localhost/portal",
}


SAFE = "s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"


def production(shown: str = SAFE, **environ: str) -> subprocess.CompletedProcess[str]:
    """Return what the production settings are or say with this environment alone."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", f"from portal.settings import production as s; print({shown})"],
        env={"PATH": os.environ["PATH"], **environ},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_safe_by_default() -> None:
    assert production(**COMPLETE).stdout.split() == ["False", "True", "True", "True"]


@pytest.mark.parametrize("name", COMPLETE)
def test_production_does_not_guess(name: str) -> None:
    environ = {key: value for key, value in COMPLETE.items() if key != name}
    assert f"Set {name} in the environment" in production(**environ).stderr
