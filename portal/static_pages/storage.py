"""Files of static pages. Each is written elsewhere, then moved into place whole, never edited."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import tempfile
import uuid
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

# Of files, by what their URLs end with.
CONTENT_TYPES = {
    "/": "text/html; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
_INDEX = "index.html"  # the file of a URL that ends with a slash
_PACKED = ".gz"
# One dot at most, in the name at the end: no parent folder.
_ADDRESS = re.compile(r"/(?:[\w-]+/)*(?:[\w-]+\.(?:json|md|atom|txt))?")
_LONGEST = 1000
_LONGEST_NAME = 255  # bytes that a file system takes in one name


class File(NamedTuple):
    """File of a static page: its gzipped HTML, and its ETag."""

    packed: bytes
    etag: str


class Folder:
    """Folder with the static pages of one database."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.pages = place / "pages"
        self._marker = place / "database"
        self._unfinished = place / "waiting"

    @staticmethod
    def holds(url: str) -> bool:
        """Return whether a URL can have a file: slugs, and a name that ends as one of ours does."""
        if len(url) > _LONGEST or not _ADDRESS.fullmatch(url):
            return False
        return all(len(name.encode()) <= _LONGEST_NAME for name in url.split("/"))

    def read(self, url: str) -> File | None:
        """Return the file of a URL, or None if there is none or it is damaged.

        Another process may delete it at any moment.
        """
        if not self.holds(url):
            return None
        try:
            with self._path(url).open("rb") as file:
                moment, packed = int(os.fstat(file.fileno()).st_mtime), file.read()
        except OSError:
            return None
        if moment != _moment(packed):
            return None
        return File(packed, f'"{_version(moment, len(packed))}"')

    def write(self, url: str, html: bytes) -> str:
        """Write the file of a URL, and return its version. Raise OSError if the disk refuses."""
        path = self._path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._unfinished.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._unfinished)
        try:
            packed = gzip.compress(html, mtime=0)
            moment = _moment(packed)
            _write(handle, packed, moment)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        return _version(moment, len(packed))

    def delete(self, urls: Iterable[str]) -> None:
        """Delete the files of these URLs. Raise OSError if the disk refuses."""
        for url in urls:
            if self.holds(url):
                self._path(url).unlink(missing_ok=True)

    def delete_all(self) -> None:
        """Move every file out of the folder at once; `sweep` removes them from the disk."""
        if self.pages.exists():
            self.pages.rename(self.place / f"gone-{uuid.uuid4().hex}")
            _sync(self.place)  # After a power cut no file may be back that the database withdrew.

    def sweep(self) -> None:
        """Remove from the disk the files that `delete_all` has moved."""
        for gone in self.place.glob("gone-*"):
            shutil.rmtree(gone, ignore_errors=True)

    def sweep_unfinished(self) -> None:
        """Remove from the disk what a killed writer left. Call it while holding the lock."""
        shutil.rmtree(self._unfinished, ignore_errors=True)

    def has(self, url: str) -> bool:
        """Return whether a URL has a file, whole or damaged."""
        return self.holds(url) and self._path(url).exists()

    def urls(self) -> Iterator[str]:
        """Yield the URLs that have a file, however many there are."""
        return _urls_in(self.pages, "/")

    def owner(self) -> str:
        """Return the identity of the database that owns the pages; empty when none does yet."""
        try:
            return self._marker.read_text().strip()
        except FileNotFoundError:
            return ""

    def set_owner(self, identity: str) -> None:
        """Empty the folder and assign it to the database with this identity."""
        self.place.mkdir(parents=True, exist_ok=True)
        self.delete_all()
        self._marker.write_text(f"{identity}\n")

    def _path(self, url: str) -> Path:
        name = _INDEX if url.endswith("/") else ""
        return self.pages / f"{url[1:]}{name}{_PACKED}"


def _moment(packed: bytes) -> int:
    """Return the modification time of a file with this content, by which damage is noticed.

    nginx makes ETags of this second and the size, so it makes versions of one size differ.
    """
    return zlib.crc32(packed) >> 1


def _version(moment: int, size: int) -> str:
    """Return what nginx makes the ETag of a file of this time and size of."""
    return f"{moment:x}-{size:x}"


def _write(handle: int, packed: bytes, moment: int) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(packed)
        file.flush()
        os.fchmod(handle, 0o644)  # nginx runs as another user.
        os.utime(handle, (moment, moment))
        os.fsync(handle)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _urls_in(place: Path | str, url: str) -> Iterator[str]:
    with suppress(FileNotFoundError), os.scandir(place) as entries:  # It may be deleted meanwhile.
        for entry in entries:
            if entry.is_dir():
                yield from _urls_in(entry.path, f"{url}{entry.name}/")
            elif entry.name.endswith(_PACKED):
                name = entry.name.removesuffix(_PACKED)
                yield url if name == _INDEX else f"{url}{name}"


def content_type_of(url: str) -> str:
    """Return the content type of the file of a URL. Raise StopIteration for any other URL."""
    return next(kind for end, kind in CONTENT_TYPES.items() if url.endswith(end))


def folder() -> Folder | None:
    """Return the folder named by STATIC_PAGES_ROOT, or None where no pages are stored."""
    return _folder(settings.STATIC_PAGES_ROOT) if settings.STATIC_PAGES_ROOT else None


@lru_cache(maxsize=8)  # Every request asks, and paths take longer to make than files to open.
def _folder(place: Path | str) -> Folder:
    return Folder(Path(place))
