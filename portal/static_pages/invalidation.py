"""Invalidate static pages inside the transaction that changes their content.

The lock is held until the commit, and whoever writes a file holds it too. So no file can be written
between a change and its commit: a file can be missing, but never wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.static_pages.models import StaticPage, StaticPageDependency, StaticPagesState
from portal.static_pages.storage import Folder, folder

_UNTIL = "until:"
View = Callable[..., HttpResponse]
_is_muted: ContextVar[bool] = ContextVar("page_store_is_muted", default=False)


class NotInTransactionError(RuntimeError):
    """Error raised when public content changes outside a transaction."""


class OtherStoreError(ImproperlyConfigured):
    """Error raised when the folder holds the pages of another database."""


def atomic_writes(view: View) -> View:
    """Wrap a view in a transaction, which every change of what readers see requires.

    GET, HEAD and OPTIONS run without it: on SQLite a transaction would wait for every writer.
    """
    inside = transaction.atomic(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shows = request.method in {"GET", "HEAD", "OPTIONS"}
        return (view if shows else inside)(request, *args, **kwargs)

    return wrapped


def is_open() -> bool:
    """Return whether a change must invalidate static pages."""
    return folder() is not None and not _is_muted.get()


def invalidate(keys: Iterable[str], urls: Iterable[str] = ()) -> None:
    """Delete the files that depend on these keys, and the files of these URLs.

    Raise NotInTransactionError, OtherStoreError, and OSError if a file cannot be deleted: then the
    change must not be committed either.
    """
    if not is_open():
        return
    place = lock()
    keys = list(set(keys))
    stale = {url for url in urls if place.holds(url)}
    stale.update(StaticPageDependency.objects.filter(key__in=keys).values_list("page", flat=True))
    # A writer killed between file and commit left a file whose new keys are not recorded.
    before = {*StaticPage.dirty().values_list("pk", flat=True)}
    place.delete(stale | before)
    mark_dirty(stale - before)


def invalidate_all() -> None:
    """Delete every file. Raise the same errors as `invalidate`."""
    if is_open():
        lock().delete_all()
        StaticPage.objects.update(dirty_since=timezone.now())


def record_expiry(day: dt.date) -> str:
    """Return the dependency key of a page whose content differs after this day by itself."""
    return f"{_UNTIL}{day.isoformat()}"


def invalidate_at(today: dt.date) -> None:
    """Delete the files whose last valid day is before `today`."""
    # A range of keys, so that the database can use the index.
    over = StaticPageDependency.objects.filter(
        key__gte=_UNTIL, key__lt=record_expiry(today), key__startswith=_UNTIL
    )
    over = over.filter(page__dirty_since=None)
    if keys := {*over.values_list("key", flat=True)}:
        with transaction.atomic():
            invalidate(keys)


@contextmanager
def suspend_invalidation() -> Iterator[None]:
    """Skip invalidation inside the block, for many changes that `invalidate_all` follows at once.

    Both must be in the same transaction.
    """
    token = _is_muted.set(True)
    try:
        yield
    finally:
        _is_muted.reset(token)


def lock() -> Folder:
    """Acquire the lock and return the folder.

    Raise NotInTransactionError outside a transaction, OtherStoreError if the folder belongs to
    another database, and ImproperlyConfigured if PAGE_STORE is not set.
    """
    place = folder()
    if place is None:
        raise ImproperlyConfigured("PAGE_STORE names no folder.")
    if not connection.in_atomic_block:
        raise NotInTransactionError(
            "This changes what readers see, so it must stand in a transaction: "
            "put `with transaction.atomic():` around it."
        )
    identity = str(StaticPagesState.locked().identity)
    if not place.owner():
        place.belong_to(identity)
    if place.owner() != identity:
        raise OtherStoreError(
            f"{place.place} holds the pages of another database. If it is no longer used, "
            "run `manage.py static_pages adopt`."
        )
    return place


def mark_dirty(urls: Iterable[str]) -> None:
    """Mark the pages of these URLs for a build."""
    now = timezone.now()
    StaticPage.objects.bulk_create(
        [StaticPage(url=url, dirty_since=now) for url in sorted(urls)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["dirty_since"],
        batch_size=500,
    )
