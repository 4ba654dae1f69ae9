"""Tell what must hold of a store, whatever has happened."""

from __future__ import annotations

import gzip

from education.api.public_urls import get_stored_urls
from portal.static_pages import builder
from portal.static_pages.models import StaticPage
from portal.static_pages.rendering import render
from portal.static_pages.storage import Folder


def drain() -> int:
    """Return what the worker does until nothing waits; how many pages it wrote."""
    written = 0
    while done := builder.build_waiting():
        written += done
    while builder.audit():
        while done := builder.build_waiting():
            written += done
    return written


def html_of(place: Folder, url: str) -> bytes:
    """A stored page, unpacked; empty when it is not stored."""
    file = place.read(url)
    return gzip.decompress(file.packed) if file else b""


def wrong_files(place: Folder) -> list[str]:
    """The addresses whose file is not what the page is now. There must be none, at any instant."""
    wrong = []
    for url in sorted(place.urls()):
        rendering = render(url)
        if rendering.error or rendering.html != html_of(place, url):
            wrong.append(url)
    return wrong


def expect_complete(place: Folder) -> None:
    """Exactly the public addresses are stored, and nothing waits."""
    assert {*place.urls()} == {*get_stored_urls()}
    assert not StaticPage.waiting().exists()
