"""Build the files that are missing. No other module writes files of pages."""

from __future__ import annotations

import gzip
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from itertools import chain, groupby, islice

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, When
from django.utils import timezone
from django.utils.module_loading import import_string
from wagtail.models import Site

from portal.static_pages.invalidation import lock, schedule
from portal.static_pages.models import StaticPage, StaticPagesState
from portal.static_pages.rendering import Rendering, Shared, render
from portal.static_pages.storage import Folder

_LOCK_SECONDS = (
    0.05  # seconds for which the lock is held, and one page or the copies of a text more
)
_PAUSE_SECONDS = 0.03  # seconds for which it is released on SQLite
_URLS_AT_ONCE = 500  # URLs that are compared at once
_RETRY = timedelta(seconds=10)  # after the first failure, twice as long after each that follows
_LATEST_RETRY = timedelta(hours=1)
_COLUMNS = ["build_at", "is_first", "built_at", "error", "failures", "version", "size"]

logger = logging.getLogger("portal.static_pages")


def _build(folder: Folder, url: str, shared: Shared) -> None:
    """Write the file of a page as it is now, or delete it when there is no such page.

    A page that cannot be stored is tried again, later after each failure. Raise OSError if the disk
    refuses.
    """
    rendering = _render(url, shared)
    folder.delete([url])
    if not rendering.error:
        version, size = folder.write(url, rendering.html), len(rendering.html)
        _save(StaticPage(url=url, built_at=timezone.now(), version=version, size=size))
    elif url in _public([url]):
        _save(_failed(url, rendering.error))
    else:
        StaticPage.objects.filter(pk=url).delete()


def _render(url: str, shared: Shared) -> Rendering:
    """Render a page in a savepoint, so that a query that fails does not spoil the transaction."""
    with transaction.atomic():
        rendering = render(url, shared)
        transaction.set_rollback(True)
    return rendering


def _failed(url: str, error: str) -> StaticPage:
    logger.error("%s is not stored: %s", url, error)
    before = StaticPage.objects.filter(pk=url).values_list("failures", flat=True).first() or 0
    wait = min(_RETRY * 2 ** min(before, 10), _LATEST_RETRY)
    failures = min(before + 1, 100)
    return StaticPage(url=url, error=error, failures=failures, build_at=timezone.now() + wait)


def _save(page: StaticPage) -> None:
    StaticPage.objects.bulk_create(
        [page], update_conflicts=True, unique_fields=["url"], update_fields=_COLUMNS
    )


def build_waiting(most: int = 50) -> int:
    """Build up to `most` waiting pages, those that have changed themselves first.

    Return how many.
    """
    is_copy = Case(When(pk__endswith="/", then=0), default=1)  # Pages come before copies of them.
    rows = StaticPage.waiting().order_by("-is_first", is_copy, "build_at", "pk")
    waiting = [*rows.values_list("pk", flat=True)[:most]]
    if waiting:  # A cache in memory does not hear that another process changed a site or its home.
        Site.clear_site_root_paths_cache()
    texts = groupby(waiting, key=lambda url: url.rpartition("/")[0])  # copies of a text together
    left = (tuple(urls) for _text, urls in texts)
    while _build_some(left):
        if connection.vendor == "sqlite":
            time.sleep(
                _PAUSE_SECONDS
            )  # SQLite's lock has no queue: editors would wait for the last page.
    return len(waiting)


def _build_some(texts: Iterator[tuple[str, ...]]) -> bool:
    """Build pages under one lock, which is not held for long. Return whether there may be more.

    What they share is forgotten with the lock, so that the copies of a text, which share most, stay
    together. When the disk refuses one, all are built again.
    """
    with transaction.atomic():
        folder, shared = lock(), Shared()
        until = time.monotonic() + _LOCK_SECONDS
        for urls in texts:
            for url in urls:
                _build(folder, url, shared)
            if time.monotonic() > until:
                return True
    return False


def audit() -> int:
    """Compare files with public URLs, delete wrong ones, and return how many are to be built."""
    return sum(audit_in_parts())


def audit_in_parts() -> Iterator[int]:
    """Run the audit, and yield after each part how many pages are to be built.

    What was found stays when the audit is interrupted. The lock is held only where something seems
    to be wrong, for as long as it takes to compare again.
    """
    with transaction.atomic():
        folder = lock()
        folder.sweep_unfinished()
    for urls in _parts(chain(_public(), folder.urls())):
        yield _repair(urls) if _wrong(folder, urls) else 0


def _repair(urls: Collection[str]) -> int:
    with transaction.atomic():
        folder = lock()
        wrong = _wrong(folder, urls)
        folder.delete(wrong)
        schedule(wrong)
    return len(wrong)


def _wrong(folder: Folder, urls: Collection[str]) -> set[str]:
    """Return the URLs that lack a whole file or should have none, unless they will be built."""
    wanted = {url for url in _public(urls) if folder.holds(url)}
    there = {url for url in urls if folder.has(url)}
    whole = {url for url in there if folder.read(url)}
    rows = StaticPage.objects.filter(pk__in=urls, build_at__isnull=False)
    scheduled = {*rows.values_list("pk", flat=True)}
    return (wanted - there - scheduled) | (there - wanted) | (there - whole)


def _public(among: Collection[str] | None = None) -> Iterator[str]:
    find: Callable[..., Iterator[str]] = import_string(settings.STATIC_PAGES_URLS)
    return find(among)


def _parts(urls: Iterable[str]) -> Iterator[list[str]]:
    some = iter(urls)
    while part := [*islice(some, _URLS_AT_ONCE)]:
        yield part


def verify(url: str) -> bool:
    """Return whether a file equals the page as it is now.

    If not, the file is damaged, or a change has not emptied the store. The file is deleted. After a
    change editors see a warning on the admin home.
    """
    with transaction.atomic():
        folder = lock()
        if not folder.has(url):  # A missing file is never wrong.
            return True
        file = folder.read(url)
        rendering = _render(url, {})
        if file and not rendering.error and gzip.decompress(file.packed) == rendering.html:
            return True
        folder.delete([url])
        schedule([url])
        if file:
            StaticPagesState.objects.update(mismatch_at=timezone.now(), mismatch_url=url)
    logger.error("%s %s", url, "differed from its page" if file else "was damaged")
    return False
