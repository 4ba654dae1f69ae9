"""Tagged PDF (PDF/UA-1), rendered one at a time so that other requests stay fast."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse

from education.booklet.html import for_weasyprint
from portal.web import ratelimit

PATIENCE = 5.0  # seconds that a request waits for its turn
MINUTE, MOST_IN_A_MINUTE = 60, 12  # enough for a hospital ward that shares one IP address
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


def pdf_response(
    request: HttpRequest,
    get_html: Callable[[], str],
    filename: str,
    *,
    keep: bool,
    refuse: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Return a PDF to download, or what `refuse` returns for the status of a refusal.

    The status is 429 after MOST_IN_A_MINUTE PDFs of a client in a minute, 503 while another PDF is
    rendered, and 501 without the library for text layout or when a part of the text is missing
    from the PDF. With `keep`, the PDF is cached for an hour.
    """
    if not ratelimit.is_allowed("booklet-pdf", request, MOST_IN_A_MINUTE, MINUTE):
        return refuse(429)
    try:
        made = render_pdf(get_html(), request.build_absolute_uri("/"), keep=keep)
    except BusyError:
        return refuse(503)
    except (MissingContentError, UnableError):
        return refuse(501)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{filename}.pdf"'
    return answer


def render_pdf(html: str, base: str, *, keep: bool) -> bytes:
    """Return a page of HTML as PDF; with `keep`, the result is cached for an hour.

    `base` is the URL of the site. Raise BusyError, MissingContentError or UnableError.
    """
    key = f"pdf-{hashlib.sha256((base + html).encode()).hexdigest()}"
    if keep and (known := cache.get(key)):
        return known
    with _hold_lock():
        made = _typeset(html, base)
    if keep:
        cache.set(key, made, KEPT)
    return made


def _typeset(html: str, base: str) -> bytes:
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - slow to load, and only a PDF needs it
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415
    except OSError as error:
        raise UnableError from error

    class PhotoFetcher(URLFetcher):
        """Fetcher of photos from their folder, which asks no network. Pages show nothing else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Return the file of a photo. Raise ValueError for any other URL."""
            return URLFetcherResponse(url, _photo_file(url, base))

    marked, names = _marked(for_weasyprint(html))
    page = HTML(string=marked, base_url=base, url_fetcher=PhotoFetcher(allowed_protocols=()))
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


def _photo_file(url: str, base: str) -> bytes:
    """Return the content of a photo in the size that a page shows."""
    photos = urljoin(base, f"{settings.MEDIA_URL}images/")
    if not url.startswith(photos):
        raise ValueError("Only photos may be fetched.")
    name = unquote(url.removeprefix(photos))
    with default_storage.open(f"images/{name}") as file:
        return file.read()


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
def _hold_lock() -> Iterator[None]:
    """Wait until no other process renders a PDF. Raise BusyError after PATIENCE seconds.

    The operating system releases the lock even when a worker dies.
    """
    until = time.monotonic() + PATIENCE
    with Path(settings.DATA_DIR, "pdf.lock").open("w") as lock:
        while not _taken(lock.fileno()):
            if time.monotonic() > until:
                raise BusyError
            time.sleep(_PAUSE)
        yield


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
