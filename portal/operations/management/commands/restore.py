"""Command that replaces database and media by those of a backup."""

from __future__ import annotations

import sqlite3
import sys
import tarfile
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from portal.operations import databases
from portal.operations.backup import DATABASE, MEDIA, unpack
from portal.static_pages.models import StaticPagesState
from portal.static_pages.storage import folder
from portal.web.commands import require_connection


class Command(BaseCommand):
    """Restore command, which asks before it replaces data unless `--yes` is given."""

    help = "Replaces database and media by those of a backup, then builds every page anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the backup and `--yes`."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="replace what is there, do not ask")

    def handle(self, *args: Any, file: Path, yes: bool = False, **options: Any) -> None:
        """Restore the backup and build all pages. Raise CommandError if nothing was changed."""
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        require_connection()
        try:
            with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restoring-") as room:
                self._restore(file, Path(room), yes=yes)
        except (OSError, tarfile.TarError, sqlite3.Error, ValueError, KeyError) as error:
            raise CommandError(f"The backup cannot be restored: {error}") from error
        self.stdout.write("Database and media are restored. Everybody signs in anew.")
        if settings.STATIC_PAGES_ROOT:
            call_command("static_pages", "rebuild", stdout=self.stdout)

    def _restore(self, file: Path, room: Path, *, yes: bool) -> None:
        """Check and unpack everything, ask, and only then replace."""
        made, media = unpack(file, room)["made"], Path(settings.MEDIA_ROOT)
        media.mkdir(parents=True, exist_ok=True)
        if connection.introspection.table_names() or any(media.iterdir()):
            self._ask(made, yes=yes)
        with _no_static_pages():
            with _replaced(media, room):
                databases.load(room / DATABASE)
            call_command("migrate", interactive=False, verbosity=0)
            Session.objects.all().delete()  # Users who have signed out stay signed out.

    def _ask(self, made: str, *, yes: bool) -> None:
        if yes:
            return
        if not sys.stdin.isatty():
            raise CommandError("There is data here. To replace it without being asked, say --yes.")
        self.stdout.write(
            f"Everything in the database {connection.settings_dict['NAME']}, and all media, will "
            f"be replaced by what the backup of {made} holds. What was written since is lost."
        )
        if input('Type "replace" to go on: ').strip() != "replace":
            raise CommandError("Nothing was changed.")


@contextmanager
def _replaced(media: Path, room: Path) -> Iterator[None]:
    """Put the unpacked media in place, and put the former back if the block fails."""
    media.rename(room / "former")
    (room / MEDIA).rename(media)
    try:
        yield
    except BaseException:
        media.rename(room / MEDIA)
        (room / "former").rename(media)
        raise


@contextmanager
def _no_static_pages() -> Iterator[None]:
    """Delete all static pages, and prevent builds inside the block.

    A running worker finds that the folder belongs to another database, and writes nothing.
    """
    if (store := folder()) is None:
        yield
        return
    with transaction.atomic():
        if _has_state():
            StaticPagesState.locked()
        store.set_owner("being restored")
    try:
        yield
    finally:
        if _has_state():
            call_command("static_pages", "claim", stdout=StringIO())


def _has_state() -> bool:
    return StaticPagesState._meta.db_table in connection.introspection.table_names()
