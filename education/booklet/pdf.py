"""Tagged PDF (PDF/UA-1), rendered one at a time so that other requests stay fast."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache

PATIENCE = 5.0  # seconds that a request waits for its turn
KEPT = 60 * 60  # seconds
_PAUSE = 0.05
# Elements that contain text: each must appear on a sheet of the PDF.
_BLOCKS = re.compile(r"<(?:h[1-6]|p|li|caption|th|td|dt|dd)\b(?P<attributes>[^>]*)>")
_ID = re.compile(r'\bid="([^"]+)"')
_MARK = "block-"
_ONE_COLUMN = "* { columns: auto !important }"
_log = logging.getLogger(__name__)


class BusyError(Exception):
    """Another PDF takes longer than a request waits."""


class MissingContentError(Exception):
    """A part of the text is missing from the rendered PDF."""


class UnableError(Exception):
    """The machine lacks the library for text layout (Pango)."""


def render_pdf(html: str, base: str, *, keep: bool) -> bytes:
    """Return a page of HTML as PDF; with `keep`, the result is cached for an hour.

    `base` is the URL of the site. Raise BusyError, MissingContentError or UnableError.
    """
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
        from weasyprint import CSS, HTML  # noqa: PLC0415 - slow to load, and only a PDF needs it
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise UnableError from error
    # Pages contain all that they show, so nothing may be fetched.
    nothing = URLFetcher(allowed_protocols=())
    marked, names = _marked(html)
    page = HTML(string=marked, base_url=base, url_fetcher=nothing)
    for styles in ([], [CSS(string=_ONE_COLUMN)]):
        document = page.render(stylesheets=styles, pdf_variant="pdf/ua-1")
        lost = names - {name for sheet in document.pages for name in sheet.anchors}
        if not lost:
            return _without_marks(document).write_pdf(pdf_variant="pdf/ua-1")
        _log.error(
            "A PDF lacks %s of %s blocks of its text: %s",
            len(lost),
            len(names),
            ", ".join(sorted(lost)[:5]),
        )
    raise MissingContentError


def _marked(html: str) -> tuple[str, set[str]]:
    """Return HTML in which each element with text has an id, and the set of these ids."""
    names: set[str] = set()

    def mark(block: re.Match[str]) -> str:
        known = _ID.search(block["attributes"])
        name = known[1] if known else f"{_MARK}{len(names)}"
        names.add(name)
        return block[0] if known else f'{block[0][:-1]} id="{name}">'

    return _BLOCKS.sub(mark, html), names


def _without_marks(document: Any) -> Any:
    """Remove the anchors that `_marked` added to a document, and return the document."""
    for sheet in document.pages:
        for name in [name for name in sheet.anchors if name.startswith(_MARK)]:
            del sheet.anchors[name]
    return document


@contextmanager
def _turn() -> Iterator[None]:
    """Wait until no other process renders a PDF. Raise BusyError after PATIENCE seconds.

    The operating system releases the lock even when a worker dies.
    """
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
