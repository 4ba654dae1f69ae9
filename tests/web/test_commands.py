"""Test what every command of this project says when there is no database, or an empty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import load_backend

from portal.settings.base import database
from portal.static_pages.management.commands import static_pages

OWN = sorted(name for name, app in get_commands().items() if app.startswith(("portal.", "educat")))
ARGUMENTS = {
    "confirm_signer": ["somebody"],
    "reset_mfa": ["somebody"],
    "restore": ["a-file"],
    "static_pages": ["fill"],
}
MAKE_ALL = {"serve", "restore", "seed_content"}
NEED_NO_TABLES = {"serve", "restore", "backup"}
NOTHING_LISTENS = "postgres://nobody@127.0.0.1:1/none"


@pytest.fixture
def use_database(
    django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[str], None]]:
    """A function that makes the database of an address the one that commands use."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    # Only `serve` asks: it is for development.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings.development")
    monkeypatch.setenv("PORT", "0")
    usual = connections["default"]
    MigrationLoader(None)  # Wagtail's migrations differ by the database that imports them first.

    def use(url: str) -> None:
        there = {**usual.settings_dict, **database(url)}
        connections["default"] = load_backend(there["ENGINE"]).DatabaseWrapper(there, "default")

    with django_db_blocker.unblock():
        yield use
        connections["default"].close()
        connections["default"] = usual


def run(name: str) -> None:
    call_command(name, *ARGUMENTS.get(name, ()), skip_checks=False)


def test_all_own_commands_are_tried() -> None:
    files = settings.BASE_DIR.glob("*/*/management/commands/[!_]*.py")
    assert sorted(file.stem for file in files) == OWN


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("url", [NOTHING_LISTENS, "sqlite:////no/such/folder/portal.sqlite3"])
def test_a_command_says_that_there_is_no_database(
    use_database: Callable[[str], None], name: str, url: str
) -> None:
    use_database(url)
    with pytest.raises(CommandError, match=r"^The database cannot be used \(.*DATABASE_URL"):
        run(name)


@pytest.mark.parametrize("name", OWN)
def test_a_command_says_that_a_file_is_no_database(
    use_database: Callable[[str], None], tmp_path: Path, name: str
) -> None:
    (tmp_path / "other").write_text("Something else. " * 100)
    use_database(f"sqlite:///{tmp_path}/other")
    with pytest.raises(CommandError, match="file is not a database"):
        run(name)


@pytest.mark.parametrize("name", [name for name in OWN if name not in NEED_NO_TABLES])
def test_a_command_says_how_tables_are_made(
    use_database: Callable[[str], None], tmp_path: Path, name: str
) -> None:
    use_database(f"sqlite:///{tmp_path}/new.sqlite3")
    with pytest.raises(CommandError, match=r"no tables yet\. Run manage\.py migrate first\.$"):
        run(name)


def test_a_backup_of_nothing_is_refused(
    use_database: Callable[[str], None], tmp_path: Path
) -> None:
    use_database(f"sqlite:///{tmp_path}/new.sqlite3")
    with pytest.raises(CommandError, match="The database is empty"):
        run("backup")


def test_a_database_of_an_earlier_release_is_to_be_migrated(db: None) -> None:
    MigrationRecorder(connection).record_unapplied("search", "0001_initial")
    with pytest.raises(CommandError, match=r"earlier release\. Run manage\.py migrate first\.$"):
        run("check_reviews")


def test_the_worker_starts_without_its_database(use_database: Callable[[str], None]) -> None:
    use_database(NOTHING_LISTENS)
    static_pages.Command().check_database(action="run")


@pytest.mark.parametrize("name", [name for name in OWN if name not in {*MAKE_ALL, "backup"}])
def test_a_command_copes_without_content(db: None, name: str) -> None:
    with suppress(CommandError):
        run(name)


def test_readability_asks_for_texts(db: None) -> None:
    with pytest.raises(CommandError, match=r"seed_content first\.$"):
        run("readability")
