"""Which migrations a database has had, and which of them this code knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from portal.operations.exceptions import BackupError


def applied(connection: Any) -> list[tuple[str, str]]:
    """Those of this code that the database has had; those of apps that are gone do not count."""
    return sorted({*MigrationRecorder(connection).applied_migrations()} & _known())


def refuse_newer(migrations: Iterable[tuple[str, str]]) -> None:
    """Raises BackupError when the code is older than a backup."""
    unknown = sorted({*migrations} - _known())
    if unknown:
        app, name = unknown[0]
        raise BackupError(
            f"A newer release made this backup: this one does not know {app}.{name}. "
            "Install that release, then restore."
        )


def _known() -> set[tuple[str, str]]:
    return {*(MigrationLoader(None).disk_migrations or {})}
