"""The headers of a stored page, written down for the front server."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from portal.pagestore.folder import folder

# What the front server knows itself, or what belongs to one answer only.
_ITS_OWN = {"content-type", "content-length", "content-encoding", "etag", "vary", "x-request-id"}


def of_stored_pages() -> dict[str, str]:
    """What every stored page is sent with: what the middleware around it adds to any page."""
    from portal.pagestore.rendering import render  # noqa: PLC0415 - it loads every middleware

    response = render("/").response
    return {name: value for name, value in response.items() if name.lower() not in _ITS_OWN}


def write() -> None:
    """Writes them as `add_header` lines into headers.conf beside the pages."""
    place = folder()
    if place is None:
        raise ImproperlyConfigured("PAGE_STORE names no folder.")
    headers = of_stored_pages().items()
    lines = [f'add_header {name} "{_quoted(value)}" always;\n' for name, value in headers]
    place.place.mkdir(parents=True, exist_ok=True)
    waiting = place.place / "headers.conf.new"
    waiting.write_text("".join(lines))
    waiting.replace(place.place / "headers.conf")


def _quoted(value: str) -> str:
    """Nginx takes $ for a variable wherever it stands."""
    if "$" in value or "\n" in value:
        raise ImproperlyConfigured(f"nginx cannot send this header: {value!r}")
    return value.replace("\\", "\\\\").replace('"', '\\"')
