"""Files of static pages. Each is written elsewhere, then moved into place whole, never edited."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FILE = "index.html.gz"
_ADDRESS = re.compile(r"/(?:[\w-]+/)*")  # Without dots: no parent folder, no file name.
_LONGEST = 1000


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

    @staticmethod
    def holds(url: str) -> bool:
        """Return whether a URL can have a file: slugs between slashes, up to 1,000 characters."""
        return len(url) <= _LONGEST and _ADDRESS.fullmatch(url) is not None

    def read(self, url: str) -> File | None:
        """Return the file of a URL, or None. Another process may delete it at any moment."""
        if not self.holds(url):
            return None
        try:
            with self._path(url).open("rb") as file:
                facts = os.fstat(file.fileno())
                # The same ETag as nginx sends.
                return File(file.read(), f'"{int(facts.st_mtime):x}-{facts.st_size:x}"')
        except (FileNotFoundError, NotADirectoryError, OSError):
            return None

    def write(self, url: str, html: bytes) -> None:
        """Write the file of a URL. Raise OSError if the disk refuses."""
        path = self._path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        packed = gzip.compress(html, mtime=0)
        waiting = self.place / "waiting"
        waiting.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            Path(name).chmod(0o644)  # nginx runs as another user.
            # nginx makes ETags of second and size: a time set by content makes versions differ.
            moment = int.from_bytes(hashlib.sha256(html).digest()[:4], "big") >> 1
            os.utime(name, (moment, moment))
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def delete(self, urls: Iterable[str]) -> None:
        """Delete the files of these URLs. Raise OSError if the disk refuses."""
        for url in urls:
            if self.holds(url):
                self._path(url).unlink(missing_ok=True)

    def delete_all(self) -> None:
        """Move every file out of the folder at once; `sweep` removes them from the disk."""
        if self.pages.exists():
            gone = self.place / f"gone-{uuid.uuid4().hex}"
            self.pages.rename(gone)

    def sweep(self) -> None:
        """Remove from the disk the moved files, and what a killed writer left."""
        for gone in [*self.place.glob("gone-*"), self.place / "waiting"]:
            shutil.rmtree(gone, ignore_errors=True)

    def has(self, url: str) -> bool:
        """Return whether a URL has a file."""
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

    def belong_to(self, identity: str) -> None:
        """Empty the folder and assign it to the database with this identity."""
        self.place.mkdir(parents=True, exist_ok=True)
        self.delete_all()
        self._marker.write_text(f"{identity}\n")

    def _path(self, url: str) -> Path:
        return self.pages / url.strip("/") / FILE


def _urls_in(place: Path | str, url: str) -> Iterator[str]:
    with suppress(FileNotFoundError), os.scandir(place) as entries:  # It may be deleted meanwhile.
        for entry in entries:
            if entry.name == FILE:
                yield url
            elif entry.is_dir():
                yield from _urls_in(entry.path, f"{url}{entry.name}/")


def folder() -> Folder | None:
    """Return the folder named by PAGE_STORE, or None where no pages are stored."""
    return Folder(Path(settings.PAGE_STORE)) if settings.PAGE_STORE else None
