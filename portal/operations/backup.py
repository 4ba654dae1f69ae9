"""Making a backup: written aside, read back, and only then given its name."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from django.utils import timezone

from portal.operations import archive, media, schema
from portal.operations.databases import database
from portal.operations.exceptions import BackupError
from portal.operations.manifest import Facts

UNFINISHED = ".unfinished-"


def write(target: Path, connection: Any, storage: Storage) -> int:
    """Writes database and media into a file that is not there yet. How many files of media.

    Raises BackupError; then there is no such file.
    """
    if target.exists():
        raise BackupError(f"{target} is there already, and a backup overwrites nothing.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Its folder is for its owner only, and on the same disk.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as place:
        unfinished = Path(place, "backup")
        count = _fill(unfinished, Path(place), connection, storage)
        with archive.reading(unfinished):
            _give_name(unfinished, target)
    return count


def _fill(unfinished: Path, place: Path, connection: Any, storage: Storage) -> int:
    """The database first: a file that it names was there before, so it is in what follows."""
    source = database(connection)
    migrations = schema.applied(connection)
    if not migrations:
        raise BackupError("The database is empty. Is DATABASE_URL what it should be?")
    made = timezone.now().isoformat(timespec="seconds")
    dumped = place / "database"
    source.dump(dumped)
    with unfinished.open("xb") as file, dumped.open("rb") as content:
        writer = archive.Writer(file)
        writer.add("database", content)
        count = media.put_into(writer, storage)
        writer.finish(Facts(made, source.kind, source.version(), migrations))
        file.flush()
        os.fsync(file.fileno())
    return count


def _give_name(unfinished: Path, target: Path) -> None:
    unfinished.chmod(0o600)
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))  # Whoever comes second loses.
    except FileExistsError as error:
        raise BackupError(f"{target} is there already, and a backup overwrites nothing.") from error
    unfinished.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
