"""Tagged PDF (PDF/UA-1), one at a time, so that those who print never starve those who read."""

from __future__ import annotations

import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import cache

PATIENCE = 5.0  # seconds that a request waits for its turn
KEPT = 60 * 60  # seconds
_PAUSE = 0.05


class BusyError(Exception):
    """Somebody else's PDF takes longer than a reader should wait."""


class UnableError(Exception):
    """The machine lacks the library that sets type (Pango)."""


def pdf_of(html: str, base: str, *, keep: bool) -> bytes:
    """Sets a page as PDF; the same text is set once. Raises BusyError or UnableError."""
    key = f"pdf-{hashlib.sha256((base + html).encode()).hexdigest()}"
    if keep and (known := cache.get(key)):
        return known
    with _turn():
        made = _set(html, base)
    if keep:
        cache.set(key, made, KEPT)
    return made


def _set(html: str, base: str) -> bytes:
    try:
        from weasyprint import HTML  # noqa: PLC0415 - slow to load, and only a PDF needs it
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise UnableError from error
    # Pages hold all that they show: nothing is fetched, from here or from anywhere.
    nothing = URLFetcher(allowed_protocols=())
    return HTML(string=html, base_url=base, url_fetcher=nothing).write_pdf(pdf_variant="pdf/ua-1")


@contextmanager
def _turn() -> Iterator[None]:
    """Waits for the one place at the press; the system frees it even when a worker dies."""
    until = time.monotonic() + PATIENCE
    with Path(settings.DATA_DIR, "pdf.lock").open("w") as door:
        while not _taken(door.fileno()):
            if time.monotonic() > until:
                raise BusyError
            time.sleep(_PAUSE)
        yield


def _taken(door: int) -> bool:
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
