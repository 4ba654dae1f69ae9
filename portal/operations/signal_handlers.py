"""Signal handler that refuses to migrate a database of an earlier version."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

_EARLIER_APP = "education"  # the one app that is now several


def refuse_earlier_version(using: str, **kwargs: Any) -> None:
    """Raise CommandError before a database of an earlier version is migrated."""
    applied = MigrationRecorder(connections[using]).applied_migrations()
    if any(app == _EARLIER_APP for app, _name in applied):
        raise CommandError(
            "This database was made by an earlier version, and cannot be brought up to date: "
            "keep it, and set DATA_DIR or DATABASE_URL to a new one."
        )
