"""Backup file: a tar archive, followed by the SHA-256 of all bytes before it."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from portal.operations import manifest
from portal.operations.exceptions import BackupError
from portal.operations.manifest import Content, Facts, Manifest

FIRST = "portal-backup.txt"  # First entry of the archive, by which a backup is recognized.
_LIST = "manifest.json"
_WORDS = b"""A backup of the patient portal: its database, what was uploaded, and the list of both.
Bring it back with `manage.py restore FILE`, or with `deploy/manage restore FILE` on a server.
It holds people's names and password hashes: keep it as you keep those.
"""
_SEAL = re.compile(rb"\nsha256 ([0-9a-f]{64})\n")
_SEAL_SIZE = 73
_PIECE = 1 << 20


class Writer:
    """Writer that adds parts to a backup file, then the manifest and the checksum."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self._parts: dict[str, Content] = {}
        self._tar = tarfile.open(fileobj=self, mode="w|")  # type: ignore[call-overload]  # noqa: SIM115
        self.add(FIRST, io.BytesIO(_WORDS))

    def write(self, data: bytes) -> int:
        """Write bytes for `tarfile`, and count them in the checksum."""
        self._sum.update(data)
        return self._file.write(data)

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a part with all of `content`, from its first byte on."""
        self._parts[name] = Content(content.seek(0, io.SEEK_END), _sum_of(content))
        self._put(name, content)

    def finish(self, facts: Facts) -> None:
        """Write the manifest and the checksum."""
        self._put(_LIST, io.BytesIO(Manifest(facts, self._parts).as_json()))
        self._tar.close()
        self._file.write(f"\nsha256 {self._sum.hexdigest()}\n".encode())

    def _put(self, name: str, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = content.seek(0, io.SEEK_END), 0o600
        content.seek(0)
        self._tar.addfile(info, content)


class Reader:
    """Reader of a backup file whose every byte has been checked."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.manifest = _checked(tar)

    @property
    def facts(self) -> Facts:
        """Return date, database, version and migrations from the manifest."""
        return self.manifest.facts

    def part(self, name: str) -> IO[bytes]:
        """Return the content of a part. Raise BackupError if there is none of that name."""
        if name not in self.manifest.parts:
            raise BackupError(f"The file holds no {name}.")
        return _content(self._tar, self._tar.getmember(name))

    def take_out(self, name: str, target: Path) -> None:
        """Copy a part into a new file."""
        with self.part(name) as content, target.open("xb") as file:
            shutil.copyfileobj(content, file, _PIECE)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Open a backup and yield its Reader. Raise BackupError unless it is whole and unchanged."""
    with ExitStack() as ends:
        try:
            file = ends.enter_context(path.open("rb"))
            _check_seal(file)
            file.seek(0)
            reader = Reader(ends.enter_context(tarfile.open(fileobj=file, mode="r:")))
        except tarfile.TarError as error:
            raise BackupError("The file is damaged.") from error
        except OSError as error:
            raise BackupError(f"The file cannot be read: {error}.") from error
        yield reader


def _check_seal(file: BinaryIO) -> None:
    if not file.read(len(FIRST) + 1).startswith(FIRST.encode() + b"\0"):
        raise BackupError("This is not a backup of the portal.")
    size = file.seek(0, io.SEEK_END) - _SEAL_SIZE
    file.seek(max(size, 0))
    seal = _SEAL.fullmatch(file.read())
    if seal is None:
        raise BackupError("The file is cut off, or was added to: its end is missing.")
    if _sum_of(file, size) != seal[1].decode():
        raise BackupError("The file is damaged: it is not what was written.")


def _checked(tar: tarfile.TarFile) -> Manifest:
    """Return the manifest. Raise BackupError unless it matches the parts."""
    members = tar.getmembers()
    names = [one.name for one in members]
    if len({*names}) != len(names) or not all(one.isreg() for one in members):
        raise BackupError("The file holds something that no backup holds.")
    if any(".." in PurePosixPath(name).parts or name.startswith("/") for name in names):
        raise BackupError("The file would write outside of its place.")
    if _LIST not in names:
        raise BackupError("The file has no list of what it holds.")
    listed = manifest.read(_content(tar, tar.getmember(_LIST)).read())
    found = {
        one.name: Content(one.size, _sum_of(_content(tar, one)))
        for one in members
        if one.name != _LIST
    }
    if found != listed.parts:
        raise BackupError("The file's list and what it holds differ.")
    return listed


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(member)
    if content is None:
        raise BackupError("The file holds something that no backup holds.")
    return content


def _sum_of(file: IO[bytes], size: int | None = None) -> str:
    """Return the SHA-256 of a file, or of its first `size` bytes."""
    file.seek(0)
    total, left = hashlib.sha256(), size
    while data := file.read(_PIECE if left is None else min(_PIECE, left)):
        total.update(data)
        left = None if left is None else left - len(data)
    return total.hexdigest()
