"""Pages that a phone may keep: the stored public pages, each with the version of its file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from education.content.public_urls import get_public_urls
from portal.static_pages.models import StaticPage


@dataclass(frozen=True)
class DownloadablePages:
    """Pages that a phone may keep: their versions by URL, and their size in bytes."""

    versions: Mapping[str, str]
    size: int
    are_complete: bool  # no page waits for its new file


def get_downloadable_pages() -> DownloadablePages:
    """Return the pages of the default site that a phone may keep.

    What is not public is never among them. A page that has changed is left out until its new file
    is built, so no phone shows the version before.
    """
    stored = {url: (version, size) for url, version, size in _get_stored()}
    public = {url: stored[url] for url in get_public_urls() if url in stored}
    versions = {url: version for url, (version, _size) in public.items()}
    return DownloadablePages(
        versions | {reverse("offline:page"): _hash(versions)},
        sum(size for _version, size in public.values()),
        not _get_waiting().exists(),
    )


def _get_stored() -> QuerySet[StaticPage, tuple[str, str, int]]:
    changed = _get_waiting().filter(is_first=True)
    rows = StaticPage.objects.filter(url__endswith="/").exclude(version="")
    return rows.exclude(pk__in=changed).values_list("url", "version", "size")


def _get_waiting() -> QuerySet[StaticPage]:
    return StaticPage.waiting().filter(url__endswith="/")


def _hash(versions: Mapping[str, str]) -> str:
    """Return a version of the page about keeping, which is not stored but has the same menus."""
    return hashlib.sha256(repr(sorted(versions.items())).encode()).hexdigest()[:16]
