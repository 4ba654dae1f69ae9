"""Backup file: a tar of database and media, followed by the SHA-256 of all bytes before it."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from portal.operations import databases

FACTS, DATABASE, MEDIA = "backup.json", "database", "media"
_SEAL = re.compile(rb"\nsha256 ([0-9a-f]{64})\n")
_SEAL_SIZE = 73
_PIECE = 1 << 20


def write(target: Path) -> None:
    """Write database and media into a new file, and read it back before it gets its name.

    Raise CommandError or OSError if that is not possible; then there is no such file.
    """
    if target.exists():
        raise CommandError(f"{target} exists already, and a backup overwrites nothing.")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".unfinished-") as name:
        unfinished = Path(name, "backup")
        _fill(unfinished, Path(name))
        seal(unfinished)
        _check(unfinished)
        unfinished.chmod(0o600)
        unfinished.rename(target)


def unpack(file: Path, room: Path) -> dict[str, Any]:
    """Write the parts of a backup into a folder, and return its facts.

    Raise CommandError if it is damaged, or cannot be restored by this release.
    """
    _check(file)
    (room / MEDIA).mkdir()
    with tarfile.open(file) as tar:
        for member in tar:
            target, content = room / member.name, tar.extractfile(member)
            if content is None or not target.resolve().is_relative_to(room.resolve()):
                raise CommandError("The file holds something that no backup holds.")
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as copy:
                shutil.copyfileobj(content, copy)
    facts: dict[str, Any] = json.loads((room / FACTS).read_text())
    if facts["database"] != connection.vendor:
        raise CommandError(f"The backup is of {facts['database']}; here is {connection.vendor}.")
    for app, name in sorted({(app, name) for app, name in facts["migrations"]} - _known()):
        raise CommandError(
            f"Another release made this backup: this one does not know {app}.{name}. "
            "Install that release, then restore."
        )
    return facts


def seal(file: Path) -> None:
    """Append the SHA-256 of a file to it."""
    line = f"\nsha256 {_sha256(file, file.stat().st_size)}\n"
    with file.open("ab") as content:
        content.write(line.encode())
        content.flush()
        os.fsync(content.fileno())


def _fill(unfinished: Path, room: Path) -> None:
    """Write the database first: media files that it names were there before, so they follow."""
    migrations = sorted({*MigrationLoader(connection).applied_migrations} & _known())
    if not migrations:
        raise CommandError("The database is empty. Is DATABASE_URL what it should be?")
    made = timezone.now().isoformat(timespec="seconds")
    facts = {"made": made, "database": connection.vendor, "migrations": migrations}
    (room / FACTS).write_text(json.dumps(facts, indent=1))
    databases.dump(room / DATABASE)
    media = Path(settings.MEDIA_ROOT)
    with tarfile.open(unfinished, "x", dereference=True) as tar:
        for part in (FACTS, DATABASE):
            tar.add(room / part, part)
        for file in sorted(one for one in media.rglob("*") if one.is_file()):
            with suppress(FileNotFoundError):  # deleted meanwhile
                tar.add(file, f"{MEDIA}/{file.relative_to(media)}")


def _check(file: Path) -> None:
    """Raise CommandError unless a file ends with the SHA-256 of all bytes before it."""
    size = file.stat().st_size - _SEAL_SIZE
    with file.open("rb") as content:
        content.seek(max(size, 0))
        found = _SEAL.fullmatch(content.read())
    if found is None:
        raise CommandError("This is no backup of the portal, or its end is missing.")
    if _sha256(file, size) != found[1].decode():
        raise CommandError("The file is damaged: it is not what was written.")


def _sha256(file: Path, size: int) -> str:
    """Return the SHA-256 of the first `size` bytes of a file."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        for start in range(0, size, _PIECE):
            digest.update(content.read(min(_PIECE, size - start)))
    return digest.hexdigest()


def _known() -> set[tuple[str, str]]:
    """Return the (app, name) pairs of all migrations of this release."""
    return {*(MigrationLoader(None).disk_migrations or {})}
