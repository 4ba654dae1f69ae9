"""What a change of public content does: it deletes each file that may show it, before it commits.

The lock is held until the commit, and whoever writes a file holds it too. So no file can be written
between a change and its commit, and a file that is there is never wrong: it can only be missing.
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
    """Public content was to change outside of a transaction."""


class OtherStoreError(ImproperlyConfigured):
    """The folder holds the pages of another database."""


def atomic_writes(view: View) -> View:
    """A view whose changes all hold or none: what may change what readers see needs that.

    Views that only show are left alone: on SQLite a transaction would wait for every writer.
    """
    inside = transaction.atomic(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shows = request.method in {"GET", "HEAD", "OPTIONS"}
        return (view if shows else inside)(request, *args, **kwargs)

    return wrapped


def is_open() -> bool:
    """Whether a change must be announced."""
    return folder() is not None and not _is_muted.get()


def invalidate(keys: Iterable[str], urls: Iterable[str] = ()) -> None:
    """Deletes the files that show what these keys name, and those of these addresses.

    Raises NotInTransactionError, OtherStoreError, and OSError when a file cannot be deleted: then
    the change must not be committed either.
    """
    if not is_open():
        return
    place = lock()
    keys = list(set(keys))
    stale = {url for url in urls if place.holds(url)}
    stale.update(StaticPageDependency.objects.filter(key__in=keys).values_list("page", flat=True))
    # A writer killed between file and commit left a file whose new keys nobody knows.
    before = {*StaticPage.dirty().values_list("pk", flat=True)}
    place.delete(stale | before)
    mark_dirty(stale - before)


def invalidate_all() -> None:
    """Deletes every file. Raises as `invalidate` does."""
    if is_open():
        lock().delete_all()
        StaticPage.objects.update(dirty_since=timezone.now())


def record_expiry(day: dt.date) -> str:
    """The key of a page that says something else after this day, though nobody changes anything."""
    return f"{_UNTIL}{day.isoformat()}"


def invalidate_at(today: dt.date) -> None:
    """Deletes the files that were right until yesterday."""
    # Between two keys, as an index has them in order.
    over = StaticPageDependency.objects.filter(
        key__gte=_UNTIL, key__lt=record_expiry(today), key__startswith=_UNTIL
    )
    over = over.filter(page__dirty_since=None)
    if keys := {*over.values_list("key", flat=True)}:
        with transaction.atomic():
            invalidate(keys)


@contextmanager
def suspend_invalidation() -> Iterator[None]:
    """Around many changes that `invalidate_all` follows at once, in the same transaction."""
    token = _is_muted.set(True)
    try:
        yield
    finally:
        _is_muted.reset(token)


def lock() -> Folder:
    """Waits for the lock, and gives the folder.

    Raises NotInTransactionError and OtherStoreError.
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
    """Notes that files must be written anew."""
    now = timezone.now()
    StaticPage.objects.bulk_create(
        [StaticPage(url=url, dirty_since=now) for url in sorted(urls)],
        update_conflicts=True,
        unique_fields=["url"],
        update_fields=["dirty_since"],
        batch_size=500,
    )
