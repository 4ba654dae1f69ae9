from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


@pytest.fixture
def database_of_an_earlier_version(db: None) -> None:
    """Such a database has migrations of the one app that is now several."""
    MigrationRecorder(connection).record_applied("education", "0001_initial")


def test_a_database_of_this_version_is_migrated(db: None) -> None:
    call_command("migrate", verbosity=0)


def test_a_database_of_an_earlier_version_is_refused(database_of_an_earlier_version: None) -> None:
    with pytest.raises(CommandError, match=r"an earlier version.* set DATA_DIR or DATABASE_URL"):
        call_command("migrate", verbosity=0)
