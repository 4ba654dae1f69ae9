"""List every address that is stored as a file: pages, and the copies for other systems."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from education.api.texts import find_text_kind
from education.content.public_urls import get_default_site, get_public_rows

_COPIES = ("index.json", "index.md")  # beside each text
_LISTS = ("api:texts", "api:changes_atom", "api:changes_json", "api:llms_text")


def get_stored_urls(among: Collection[str] | None = None) -> Iterator[str]:
    """Yield the addresses on the default site that are stored: all, or those in `among`."""
    return (url for url in _get_urls(among) if among is None or url in among)


def _get_urls(among: Collection[str] | None) -> Iterator[str]:
    site = get_default_site()
    if site is None:
        return
    yield from map(reverse, _LISTS)
    pages = None if among is None else {url[: url.rfind("/") + 1] for url in among}
    for sitemap, rows in get_public_rows(site, pages):
        names = ("", *_COPIES) if find_text_kind(sitemap) else ("",)
        for row in rows.iterator():
            yield from (sitemap.location(row) + name for name in names)
