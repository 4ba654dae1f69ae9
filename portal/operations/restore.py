"""Restore a backup: everything is checked and prepared before any data changes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.core.management import call_command
from django.db import connection, transaction

from portal.operations import archive, media, schema
from portal.operations.archive import Reader
from portal.operations.databases import Database, database
from portal.operations.exceptions import BackupError
from portal.static_pages.models import StaticPagesState
from portal.static_pages.storage import folder

_NOBODY = "being restored"


def restore(file: Path, storage: Storage, agrees: Callable[[str], bool]) -> None:
    """Replace database and media by those of a backup.

    `agrees` is called with the date of the backup if there is data to replace. Raise BackupError if
    it returns False or the backup cannot be restored; then nothing has changed.
    """
    target = database(connection)
    with archive.reading(file) as reader, _room() as room:
        _refuse(reader, target)
        reader.take_out("database", room / "database")
        prepared = target.prepared(room / "database")
        if _holds_something(storage) and not agrees(reader.facts.made):
            raise BackupError("Nothing was changed.")
        files = media.Replacement(storage, reader)
        try:
            files.prepare()
            with _closed_store():
                target.load(prepared)
                call_command("migrate", interactive=False, verbosity=0)
                Session.objects.all().delete()  # Users who have signed out stay signed out.
                files.take_place()
        finally:
            files.give_up()


def _refuse(reader: Reader, target: Database) -> None:
    facts = reader.facts
    if facts.database != target.kind:
        raise BackupError(f"The backup is of {facts.database}, and here is {target.kind}.")
    if facts.version > target.version():
        raise BackupError(
            f"The backup is of {facts.database} {facts.version}; here is {target.version()}."
        )
    schema.refuse_other_version(facts.migrations)


def _holds_something(storage: Storage) -> bool:
    return bool(connection.introspection.table_names()) or any(media.names(storage))


@contextmanager
def _room() -> Iterator[Path]:
    """Create a temporary folder under DATA_DIR, which has space for a whole portal."""
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restoring-") as name:
        yield Path(name)


@contextmanager
def _closed_store() -> Iterator[None]:
    """Delete all static pages, and prevent builds inside the block.

    A running worker finds that the folder belongs to another database, and writes nothing.
    """
    store = folder()
    if store is None:
        yield
        return
    with transaction.atomic():
        if _has_store():
            StaticPagesState.locked()
        store.set_owner(_NOBODY)
    try:
        yield
    finally:
        if _has_store():
            call_command("static_pages", "claim", stdout=StringIO())


def _has_store() -> bool:
    return StaticPagesState._meta.db_table in connection.introspection.table_names()
