"""Command that writes database and media into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.operations import paths
from portal.operations.backup import write
from portal.operations.exceptions import BackupError


class Command(BaseCommand):
    """Backup command, which may run while readers and editors use the portal."""

    help = (
        "Writes database and media into one file, and reads it back to see that it is whole. "
        "Secrets of the environment are not in it: keep those elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the file and `--keep`."""
        parser.add_argument("file", nargs="?", type=Path, help="default: DATA_DIR/backups/<date>")
        parser.add_argument(
            "--keep", type=int, help="afterwards, delete all but so many that are named by date"
        )

    def handle(
        self, *args: Any, file: Path | None = None, keep: int | None = None, **options: Any
    ) -> None:
        """Write the backup and print its path and size. Raise CommandError if there is none."""
        if keep is not None and keep < 1:
            raise CommandError("--keep must keep one at least.")
        target = (file or paths.place()).absolute()
        try:
            count = write(target, connection, default_storage)
        except (BackupError, OSError) as error:
            raise CommandError(f"There is no backup. {error}") from error
        size = target.stat().st_size / 1_000_000
        self.stdout.write(f"{target}\n{size:.1f} MB: the database and {count} files of media.")
        if keep:
            for old in paths.forget(target.parent, keep):
                self.stdout.write(f"Deleted {old.name}.")
