"""Command that replaces database and media by those of a backup."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.operations.exceptions import BackupError
from portal.operations.restore import restore


class Command(BaseCommand):
    """Restore command, which asks before it replaces data unless `--yes` is given."""

    help = "Replaces database and media by those of a backup, then writes every page anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the backup and `--yes`."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace what is there, do not ask")

    def handle(self, *args: Any, file: Path, yes: bool = False, **options: Any) -> None:
        """Restore the backup and rebuild static pages. Raise CommandError if the restore fails."""
        try:
            restore(file, default_storage, lambda made: yes or self._asked(made))
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Database and media are restored. Everybody signs in anew.")
        if settings.STATIC_PAGES_ROOT:
            call_command("static_pages", "rebuild", stdout=self.stdout)

    def _asked(self, made: str) -> bool:
        if not sys.stdin.isatty():
            raise CommandError("There is data here. To replace it without being asked, say --yes.")
        place = connection.settings_dict["NAME"]
        self.stdout.write(
            f"Everything in the database {place}, and all media, will be replaced by what the "
            f"backup of {made} holds. What was written since then is lost; `backup` keeps it."
        )
        return input('Type "replace" to go on: ').strip() == "replace"
