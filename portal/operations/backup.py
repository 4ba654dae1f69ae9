"""Make a backup: write it to a temporary file, read it back, and only then rename it."""

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
    """Write database and media into a new file, and return the number of media files.

    Raise BackupError if that is not possible; then there is no such file.
    """
    if target.exists():
        raise BackupError(f"{target} is there already, and a backup overwrites nothing.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Only the owner can read the folder, and a rename works as it is on the same disk.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as place:
        unfinished = Path(place, "backup")
        count = _fill(unfinished, Path(place), connection, storage)
        with archive.reading(unfinished):
            _give_name(unfinished, target)
    return count


def _fill(unfinished: Path, place: Path, connection: Any, storage: Storage) -> int:
    """Write the database first: media files that it names were there before, so they follow."""
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
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))  # Fails if it exists by now.
    except FileExistsError as error:
        raise BackupError(f"{target} is there already, and a backup overwrites nothing.") from error
    unfinished.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
