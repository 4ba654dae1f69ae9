"""Build the files that are missing. No other module writes files of pages."""

from __future__ import annotations

import gzip
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, islice

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from portal.static_pages.invalidation import lock, mark_dirty
from portal.static_pages.models import StaticPage, StaticPagesState
from portal.static_pages.rendering import Rendering, render
from portal.static_pages.storage import Folder

_TURN = 0.02  # seconds
_PART = 500  # URLs that are compared at once

logger = logging.getLogger("portal.static_pages")


def build(url: str) -> None:
    """Write the file of a page as it is now, or delete it when there is no such page."""
    with transaction.atomic():
        place = lock()
        rendering = render(url)
        place.delete([url])
        if rendering.response.status_code != 200:
            StaticPage.objects.filter(pk=url).delete()
            return
        _keep(url, rendering)
        if rendering.objection:
            logger.error("%s is not stored: %s", url, rendering.objection)
        else:
            place.write(url, rendering.html)


def _keep(url: str, rendering: Rendering) -> None:
    facts = {
        "dirty_since": None,
        "is_first": False,
        "is_outdated": False,
        "objection": rendering.objection,
    }
    StaticPage.objects.update_or_create(pk=url, defaults=facts)


def build_waiting(most: int = 50) -> int:
    """Build up to `most` waiting pages and return how many.

    What has changed itself comes first, pages of an older release come last.
    """
    rows = StaticPage.dirty().order_by("-is_first", "dirty_since", "pk")
    waiting = [*rows.values_list("pk", flat=True)[:most]]
    if not waiting:
        outdated = StaticPage.objects.filter(is_outdated=True).order_by("pk")
        waiting = [*outdated.values_list("pk", flat=True)[:most]]
    for url in waiting:
        build(url)
        if connection.vendor == "sqlite":
            time.sleep(_TURN)  # SQLite's lock has no queue: editors would wait for the last page.
    return len(waiting)


def audit() -> int:
    """Compare files with public URLs, mark the pages to build, and return how many these are."""
    return sum(sweep())


def sweep() -> Iterator[int]:
    """Run the audit in parts, and yield how many pages each part has marked.

    Marks stay when the sweep is interrupted. The lock is held only where something seems to be
    wrong, for as long as it takes to compare again.
    """
    with transaction.atomic():
        place = lock()
    refused = StaticPage.objects.exclude(objection="").values_list("pk", flat=True)
    for urls in _parts(chain(_public(), place.urls(), refused.iterator())):
        yield _mark_wrong(urls) if _wrong(place, urls) else 0


def _mark_wrong(urls: Collection[str]) -> int:
    with transaction.atomic():
        wrong = _wrong(lock(), urls)
        mark_dirty(wrong)
    return len(wrong)


def _wrong(place: Folder, urls: Collection[str]) -> set[str]:
    """Return the URLs that lack a file or should have none, and are not marked for a build."""
    known = StaticPage.objects.filter(pk__in=urls)
    wanted = {url for url in _public(urls) if place.holds(url)}
    there = {url for url in urls if place.has(url)}
    refused = {*known.exclude(objection="").values_list("pk", flat=True)}
    wrong = (wanted - there - refused) | (there - wanted) | (refused - wanted)
    return wrong - {*known.filter(dirty_since__isnull=False).values_list("pk", flat=True)}


def _public(among: Collection[str] | None = None) -> Iterator[str]:
    find: Callable[..., Iterator[str]] = import_string(settings.PAGE_STORE_ADDRESSES)
    return find(among)


def _parts(urls: Iterable[str]) -> Iterator[list[str]]:
    some = iter(urls)
    while part := [*islice(some, _PART)]:
        yield part


def mark_all_stale() -> None:
    """Mark every page for a build by this release. Until then readers get the older file."""
    StaticPage.objects.update(is_outdated=True)


def verify(url: str) -> bool:
    """Return whether a file equals the page as it is now.

    If not, a change has not invalidated the page. The file is deleted, and editors see a warning on
    the admin home.
    """
    with transaction.atomic():
        place = lock()
        if _is_right(place, url):
            return True
        place.delete([url])
        mark_dirty([url])
        StaticPagesState.objects.update(differed_at=timezone.now(), differed_url=url)
    logger.error("%s was stored otherwise than it is now: a change was not announced", url)
    return False


def _is_right(place: Folder, url: str) -> bool:
    """Return whether a file equals its page; a missing file is never wrong."""
    file = place.read(url)
    if file is None:
        return True
    rendering = render(url)
    return not rendering.objection and gzip.decompress(file.packed) == rendering.html
