"""Copy uploaded files into a backup and back, in any storage."""

from __future__ import annotations

import posixpath
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage

from portal.operations.archive import Reader, Writer

_FOLDER = "media/"
_IN_MEMORY = 8 << 20


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files of a storage, subfolders included."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # No file was uploaded yet.
        return
    yield from (posixpath.join(folder, file) for file in sorted(files) if file)
    for inner in sorted(folders):
        yield from names(storage, posixpath.join(folder, inner))


def put_into(writer: Writer, storage: Storage) -> int:
    """Copy all files into a backup and return how many. Skip files that are deleted meanwhile."""
    count = 0
    for name in names(storage):
        with suppress(FileNotFoundError), _copy(storage, name) as content:
            writer.add(_FOLDER + name, content)
            count += 1
    return count


@contextmanager
def _copy(storage: Storage, name: str) -> Iterator[IO[bytes]]:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        with storage.open(name) as file:
            shutil.copyfileobj(file, copy)
        yield copy


def inside(reader: Reader) -> list[str]:
    """Return the names of the media files in a backup."""
    return [
        part.removeprefix(_FOLDER) for part in reader.manifest.parts if part.startswith(_FOLDER)
    ]


class Replacement:
    """Media files of a backup, which replace those of a storage."""

    def __init__(self, storage: Storage, reader: Reader) -> None:
        self._storage = storage
        self._reader = reader
        self._beside = _beside(storage)

    def prepare(self) -> None:
        """Write the files beside the others where that is possible, to detect a full disk early."""
        if self._beside:
            self._beside.mkdir(parents=True)
            self._save(FileSystemStorage(self._beside), inside(self._reader))

    def take_place(self) -> None:
        """Replace the files of the storage by those of the backup."""
        if self._beside and isinstance(self._storage, FileSystemStorage):
            _exchange(Path(self._storage.location), self._beside)
            return
        kept = inside(self._reader)
        gone = [*names(self._storage)]
        for name in gone:
            self._storage.delete(name)
        self._save(self._storage, kept)

    def give_up(self) -> None:
        """Remove prepared files that are not needed."""
        if self._beside:
            shutil.rmtree(self._beside, ignore_errors=True)

    def _save(self, storage: Storage, wanted: Iterable[str]) -> None:
        for name in wanted:
            with self._reader.part(_FOLDER + name) as content:
                storage.save(name, File(content, name))


def _beside(storage: Storage) -> Path | None:
    """Return a folder that can replace that of the storage by a rename, or None if none can.

    A mounted folder cannot be renamed.
    """
    if not isinstance(storage, FileSystemStorage):
        return None
    place = Path(storage.location)
    return None if place.is_mount() else place.with_name(f"{place.name}-{uuid.uuid4().hex}")


def _exchange(place: Path, new: Path) -> None:
    old = place.with_name(f"{place.name}-{uuid.uuid4().hex}")
    with suppress(FileNotFoundError):
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)
