"""Invalidate static pages inside the transaction that changes their content.

The lock is held until the commit, and whoever writes a file holds it too. So no file can be written
between a change and its commit: a file can be missing, but never wrong. What changes public content
is known to `education.content.signal_handlers`, which calls `invalidate_all`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.static_pages.models import StaticPage, StaticPagesState
from portal.static_pages.storage import Folder, folder

View = Callable[..., HttpResponse]
_is_suspended: ContextVar[bool] = ContextVar("invalidation_is_suspended", default=False)


class NotInTransactionError(RuntimeError):
    """Error raised when public content changes outside a transaction."""


class OtherDatabaseError(ImproperlyConfigured):
    """Error raised when the folder belongs to another database."""


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


def is_enabled() -> bool:
    """Return whether a change must invalidate static pages."""
    return folder() is not None and not is_suspended()


def is_suspended() -> bool:
    """Return whether `suspend_invalidation` is in force: many changes are made at once."""
    return _is_suspended.get()


def invalidate_all(*first: str) -> None:
    """Delete every file, and have the pages of the URLs in `first` built before the others.

    Raise NotInTransactionError, OtherDatabaseError, and OSError if the disk refuses: then the
    change must not be committed either.
    """
    if not is_enabled():
        return
    place = lock()
    place.delete_all()
    StaticPagesState.objects.update(day=timezone.localdate())
    schedule_all()
    schedule({url for url in first if place.holds(url)}, is_first=True)


def invalidate(url: str) -> None:
    """Delete the file of a URL whose page changes in this transaction, and have it built first."""
    if is_enabled():
        lock().delete([url])
        schedule([url], is_first=True)


def invalidate_yesterday() -> None:
    """Delete every file if files were built on another day: pages show what is due today."""
    if not StaticPagesState.objects.filter(day=timezone.localdate()).exists():
        with transaction.atomic():
            invalidate_all()


@contextmanager
def suspend_invalidation() -> Iterator[None]:
    """Skip invalidation inside the block, for many changes that `invalidate_all` follows at once.

    Both must be in the same transaction.
    """
    token = _is_suspended.set(True)
    try:
        yield
    finally:
        _is_suspended.reset(token)


def lock() -> Folder:
    """Acquire the lock and return the folder.

    Raise NotInTransactionError outside a transaction, OtherDatabaseError if the folder belongs to
    another database, and ImproperlyConfigured if STATIC_PAGES_ROOT is not set.
    """
    place = folder()
    if place is None:
        raise ImproperlyConfigured("STATIC_PAGES_ROOT names no folder.")
    if not connection.in_atomic_block:
        raise NotInTransactionError(
            "This changes what readers see, so it must stand in a transaction: "
            "put `with transaction.atomic():` around it."
        )
    identity = str(StaticPagesState.locked().identity)
    if not place.owner():
        place.set_owner(identity)
    if place.owner() != identity:
        raise OtherDatabaseError(
            f"{place.place} holds the pages of another database. If it is no longer used, "
            "run `manage.py static_pages claim`."
        )
    return place


def schedule(urls: Iterable[str], *, is_first: bool = False) -> None:
    """Have the pages of these URLs built, before all others if `is_first`."""
    now = timezone.now()
    StaticPage.objects.bulk_create(
        [StaticPage(url=url, build_at=now, is_first=is_first) for url in sorted(urls)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["build_at", "is_first"],
        batch_size=500,
    )


def schedule_all() -> None:
    """Have every known page built. Until then readers get the older file, if there is one."""
    now = timezone.now()
    StaticPage.objects.exclude(build_at__lte=now).update(build_at=now)
