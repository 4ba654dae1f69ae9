"""The files. Each is written beside the folder and moved into it whole; none is ever changed."""

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
_ADDRESS = re.compile(r"/(?:[\w-]+/)*")  # No dots: no way out, and no file asked for by name.
_LONGEST = 1000


class File(NamedTuple):
    """A stored page: its HTML, compressed, and how browsers ask whether it has changed."""

    packed: bytes
    etag: str


class Folder:
    """A place for the pages of one database."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.pages = place / "pages"
        self._marker = place / "database"

    @staticmethod
    def holds(url: str) -> bool:
        """Whether an address is one that the store can keep."""
        return len(url) <= _LONGEST and _ADDRESS.fullmatch(url) is not None

    def read(self, url: str) -> File | None:
        """A stored page, or None. It may be taken away at any moment."""
        if not self.holds(url):
            return None
        try:
            with self._path(url).open("rb") as file:
                facts = os.fstat(file.fileno())
                # As nginx writes it.
                return File(file.read(), f'"{int(facts.st_mtime):x}-{facts.st_size:x}"')
        except (FileNotFoundError, NotADirectoryError, OSError):
            return None

    def write(self, url: str, html: bytes) -> None:
        """Puts a page in its place. Raises OSError when the disk refuses."""
        path = self._path(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        packed = gzip.compress(html, mtime=0)
        waiting = self.place / "waiting"
        waiting.mkdir(exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            Path(name).chmod(0o644)  # The front server is another user.
            # nginx tells versions apart by second and size: two may share both.
            moment = int.from_bytes(hashlib.sha256(html).digest()[:4], "big") >> 1
            os.utime(name, (moment, moment))
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def delete(self, urls: Iterable[str]) -> None:
        """Takes pages away. Raises OSError when the disk refuses."""
        for url in urls:
            if self.holds(url):
                self._path(url).unlink(missing_ok=True)

    def delete_all(self) -> None:
        """Takes every page away at once, however many there are."""
        if self.pages.exists():
            gone = self.place / f"gone-{uuid.uuid4().hex}"
            self.pages.rename(gone)

    def sweep(self) -> None:
        """Removes from the disk what was taken away, and what a killed writer left."""
        for gone in [*self.place.glob("gone-*"), self.place / "waiting"]:
            shutil.rmtree(gone, ignore_errors=True)

    def has(self, url: str) -> bool:
        """Whether an address has a file."""
        return self.holds(url) and self._path(url).exists()

    def urls(self) -> Iterator[str]:
        """The addresses that have a file, one after the other, however many there are."""
        return _urls_in(self.pages, "/")

    def owner(self) -> str:
        """The identity of the database whose pages these are; empty when there is none yet."""
        try:
            return self._marker.read_text().strip()
        except FileNotFoundError:
            return ""

    def belong_to(self, identity: str) -> None:
        """Empties the folder for another database."""
        self.place.mkdir(parents=True, exist_ok=True)
        self.delete_all()
        self._marker.write_text(f"{identity}\n")

    def _path(self, url: str) -> Path:
        return self.pages / url.strip("/") / FILE


def _urls_in(place: Path | str, url: str) -> Iterator[str]:
    with suppress(FileNotFoundError), os.scandir(place) as entries:  # It may be taken away.
        for entry in entries:
            if entry.name == FILE:
                yield url
            elif entry.is_dir():
                yield from _urls_in(entry.path, f"{url}{entry.name}/")


def folder() -> Folder | None:
    """Where pages are stored; None where nothing is."""
    return Folder(Path(settings.PAGE_STORE)) if settings.PAGE_STORE else None
