"""Tagged PDF (PDF/UA-1), one at a time, so that those who print never starve those who read."""

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
# What holds words: each must have its place on a sheet.
_BLOCKS = re.compile(r"<(?:h[1-6]|p|li|caption|th|td|dt|dd)\b(?P<attributes>[^>]*)>")
_ID = re.compile(r'\bid="([^"]+)"')
_MARK = "block-"
_ONE_COLUMN = "* { columns: auto !important }"
_log = logging.getLogger(__name__)


class BusyError(Exception):
    """Somebody else's PDF takes longer than a reader should wait."""


class MissingContentError(Exception):
    """Something of the text stands on no sheet: such a PDF is not handed out."""


class UnableError(Exception):
    """The machine lacks the library that sets type (Pango)."""


def render_pdf(html: str, base: str, *, keep: bool) -> bytes:
    """Sets a page as PDF; the same text is set once. Raises BusyError, LostError or UnableError."""
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
    # Pages hold all that they show: nothing is fetched, from here or from anywhere.
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
    """The same with an id on everything that holds words, and these ids."""
    names: set[str] = set()

    def mark(block: re.Match[str]) -> str:
        known = _ID.search(block["attributes"])
        name = known[1] if known else f"{_MARK}{len(names)}"
        names.add(name)
        return block[0] if known else f'{block[0][:-1]} id="{name}">'

    return _BLOCKS.sub(mark, html), names


def _without_marks(document: Any) -> Any:
    """The same document; only anchors that the page itself has become places of the PDF."""
    for sheet in document.pages:
        for name in [name for name in sheet.anchors if name.startswith(_MARK)]:
            del sheet.anchors[name]
    return document


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
