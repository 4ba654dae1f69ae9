"""Files for nginx besides the static pages: response headers and error pages."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

from portal.static_pages.rendering import render
from portal.static_pages.storage import folder

# Headers that nginx sets itself, or that belong to a single response.
_ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "vary", "x-request-id"}
_SAID_ALONE = ("413.html", "429.html", "503.html")


def get_header_rules() -> dict[str, str]:
    """Return the headers of every static page: those that middleware adds to any page."""
    response = render("/").response
    return {name: value for name, value in response.items() if name.lower() not in _ITS_OWN}


def write() -> None:
    """Write the headers as `add_header` lines into headers.conf beside the pages.

    Also write the error pages of nginx: form too large (413), too many requests (429) and no app
    answers (503). Raise ImproperlyConfigured if STATIC_PAGES_ROOT is not set or nginx cannot send a
    header.
    """
    place = folder()
    if place is None:
        raise ImproperlyConfigured("STATIC_PAGES_ROOT names no folder.")
    headers = get_header_rules().items()
    lines = [f'add_header {name} "{_quoted(value)}" always;\n' for name, value in headers]
    place.place.mkdir(parents=True, exist_ok=True)
    _replace(place.place / "headers.conf", "".join(lines))
    for name in _SAID_ALONE:
        _replace(place.place / name, render_to_string(name))


def _replace(path: Path, text: str) -> None:
    waiting = path.with_suffix(".new")
    waiting.write_text(text)
    waiting.replace(path)


def _quoted(value: str) -> str:
    """Escape a header value. Raise ImproperlyConfigured for $, which nginx takes for a variable."""
    if "$" in value or "\n" in value:
        raise ImproperlyConfigured(f"nginx cannot send this header: {value!r}")
    return value.replace("\\", "\\\\").replace('"', '\\"')
