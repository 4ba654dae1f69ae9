"""Base class of commands that need the database, with clear errors when it cannot be used."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from portal.web.migration_state import unapplied_migrations


class DatabaseCommand(BaseCommand):
    """Command that needs all tables of this release.

    Like Django's system checks, this one is skipped by `call_command` and by --skip-checks.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command. Raise CommandError if the database cannot be used."""
        if not options["skip_checks"]:
            self.check_database(**options)
        return super().execute(*args, **options)

    def check_database(self, **options: Any) -> None:
        """Raise CommandError if there is no database, or if it lacks tables of this release."""
        require_connection()
        if not connection.introspection.table_names():
            raise CommandError("The database has no tables yet. Run manage.py migrate first.")
        if unapplied_migrations():
            raise CommandError(
                "The database is of an earlier release. Run manage.py migrate first."
            )


def require_connection() -> None:
    """Raise CommandError if there is no connection to the database."""
    try:
        connection.ensure_connection()
    except Error as error:
        reason = " ".join(str(error).split())
        raise CommandError(
            f"The database cannot be used ({reason}). Is DATABASE_URL what it should be?"
        ) from error
