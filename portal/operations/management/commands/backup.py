"""Command that writes database and media into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.operations.backup import write
from portal.web.commands import require_connection


class Command(BaseCommand):
    """Backup command, which may run while readers and editors use the portal."""

    help = (
        "Writes database and media into one file, and reads it back to see that it is whole. "
        "Secrets of the environment are not in it: keep those elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the file and `--keep`."""
        parser.add_argument("file", nargs="?", type=Path, help="default: DATA_DIR/backups/<date>")
        parser.add_argument("--keep", type=int, help="delete all but so many named by date")

    def handle(
        self, *args: Any, file: Path | None = None, keep: int | None = None, **options: Any
    ) -> None:
        """Write the backup and print its path and size. Raise CommandError if there is none."""
        if keep is not None and keep < 1:
            raise CommandError("--keep must keep one at least.")
        require_connection()
        dated = f"backups/portal-{timezone.now():%Y-%m-%d-%H%M%S}.tar"
        target = (file or Path(settings.DATA_DIR, dated)).absolute()
        try:
            write(target)
        except OSError as error:
            raise CommandError(f"There is no backup. {error}") from error
        self.stdout.write(f"{target}\n{target.stat().st_size / 1_000_000:.1f} MB")
        if keep:
            for old in sorted(target.parent.glob("portal-????-??-??-??????.tar"))[:-keep]:
                old.unlink()
