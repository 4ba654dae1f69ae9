"""What the front server needs beside the pages: their headers, and pages for bad times."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

from portal.static_pages.storage import folder

# What the front server knows itself, or what belongs to one answer only.
_ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "vary", "x-request-id"}
_SAID_ALONE = ("413.html", "429.html", "503.html")


def get_header_rules() -> dict[str, str]:
    """What every stored page is sent with: what the middleware around it adds to any page."""
    from portal.static_pages.rendering import render  # noqa: PLC0415 - it loads every middleware

    response = render("/").response
    return {name: value for name, value in response.items() if name.lower() not in _ITS_OWN}


def write() -> None:
    """Writes them as `add_header` lines into headers.conf beside the pages.

    And what the front server says by itself: that a form is too large (413), that too much was
    asked (429), that no app answers (503).
    """
    place = folder()
    if place is None:
        raise ImproperlyConfigured("PAGE_STORE names no folder.")
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
    """Nginx takes $ for a variable wherever it stands."""
    if "$" in value or "\n" in value:
        raise ImproperlyConfigured(f"nginx cannot send this header: {value!r}")
    return value.replace("\\", "\\\\").replace('"', '\\"')
