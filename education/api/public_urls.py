"""List every address that is stored as a file: pages, and the copies for other systems."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wagtail.models import Site

from education.api.texts import get_public_texts
from education.content.public_urls import get_public_urls

_COPIES = ("index.json", "index.md")
_LISTS = ("/api/texts.json", "/changes.atom", "/changes.json", "/llms.txt")


def get_stored_urls(among: Collection[str] | None = None) -> Iterator[str]:
    """Yield the addresses on the default site that are stored: all, or those in `among`."""
    yield from get_public_urls(among)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    yield from (url for url in _LISTS if among is None or url in among)
    texts = None if among is None else {_without_name(url) for url in among if _is_copy(url)}
    for public in get_public_texts(site, texts) if texts is None or texts else ():
        for name in _COPIES:
            if among is None or public.url + name in among:
                yield public.url + name


def _is_copy(url: str) -> bool:
    return url.endswith(_COPIES)


def _without_name(url: str) -> str:
    return url[: url.rindex("/") + 1]
