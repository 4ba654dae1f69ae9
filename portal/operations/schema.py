"""Compare the migrations of a database with those of this code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.operations.exceptions import BackupError

_EARLIER_APP = "education"


def applied(connection: Any) -> list[tuple[str, str]]:
    """Return the (app, name) pairs of applied migrations; those of removed apps do not count."""
    return sorted({*MigrationRecorder(connection).applied_migrations()} & _known())


def refuse_other_version(migrations: Iterable[tuple[str, str]]) -> None:
    """Raise BackupError if a backup is of the earlier single app or of a newer release."""
    migrations = list(migrations)
    if is_of_earlier_version(migrations):
        raise BackupError("An earlier version made this backup, and only that version restores it.")
    unknown = sorted({*migrations} - _known())
    if unknown:
        app, name = unknown[0]
        raise BackupError(
            f"A newer release made this backup: this one does not know {app}.{name}. "
            "Install that release, then restore."
        )


def is_of_earlier_version(migrations: Iterable[tuple[str, str]]) -> bool:
    """Return whether migrations are of the one app that is now several apps."""
    return any(app == _EARLIER_APP for app, _name in migrations)


def _known() -> set[tuple[str, str]]:
    return {*(MigrationLoader(None).disk_migrations or {})}
