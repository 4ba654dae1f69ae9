"""Worker: a process that builds static pages. While it does not run, the app serves pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Min
from django.utils import timezone

from portal.static_pages.builder import build_waiting, sweep, verify
from portal.static_pages.invalidation import invalidate_yesterday, lock
from portal.static_pages.models import StaticPage, StaticPagesState, stored_after
from portal.static_pages.scheduled import publish_due

logger = logging.getLogger("portal.static_pages")

PAUSE = 0.1  # seconds between two checks for waiting pages
AT_ONCE = 10  # pages; then the worker checks whether to end, and what is scheduled
TOO_LONG = timedelta(seconds=10)  # that a page may wait before it is a problem


class Worker:
    """Loop that builds pages, publishes scheduled texts, and audits and verifies files."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = dict.fromkeys(("schedule", "audit", "verify"), clock())
        self._sweep: Iterator[int] = iter(())
        self._verified = ""  # the last verified URL

    def run(self, *, is_over: Callable[[], bool]) -> None:
        """Run until `is_over` returns true; wait and retry while the database is unavailable."""
        self._tidy()
        while not is_over():
            try:
                worked = self.look()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("The database does not answer: %s", error)
                connection.close()
                self._sweep = iter(())
                time.sleep(1)
                continue
            if not worked:
                time.sleep(PAUSE)

    def look(self) -> bool:
        """Build waiting pages and do what is due. Return whether there was something to build."""
        if self._is_due("schedule", 1):
            publish_due()
            invalidate_yesterday()
        if build_waiting(AT_ONCE):
            self._due["audit"] = self._clock()  # A change may have added a URL.
            return True
        if self._is_due("verify", 1):
            self._verify_next()
        return self._audit_some()

    def _is_due(self, what: str, seconds: float) -> bool:
        now = self._clock()
        if now < self._due[what]:
            return False
        self._due[what] = now + seconds
        return True

    def _audit_some(self) -> bool:
        """Run the next part of the audit, and return whether it found wrong files."""
        found = next(self._sweep, None)
        if found is None and self._is_due("audit", 10):
            self._sweep = sweep()
            found = next(self._sweep, None)
        return bool(found)

    def _verify_next(self) -> None:
        self._verified = next(stored_after(self._verified), "")
        if self._verified:
            verify(self._verified)

    def _tidy(self) -> None:
        with transaction.atomic():
            lock().sweep()


def find_problem() -> list[str]:
    """Return the problems of static pages as texts, for editors and monitoring; empty as a rule."""
    oldest = StaticPage.dirty().aggregate(oldest=Min("dirty_since"))["oldest"]
    found = []
    if oldest and timezone.now() - oldest > TOO_LONG:
        found.append(f"pages wait since {oldest:%Y-%m-%d %H:%M:%S} UTC; is the filler running?")
    found += [f"{one.pk} is not stored: {one.objection}" for one in _refused()]
    state = StaticPagesState.objects.exclude(differed_at=None).first()
    if state:
        when = f"{state.differed_at:%Y-%m-%d %H:%M}"
        found.append(f"{state.differed_url} was stored otherwise than it was ({when} UTC)")
    return found


def readiness() -> str | list[str]:
    """Return "ok", or the problems of static pages."""
    return find_problem() or "ok"


def _refused() -> list[StaticPage]:
    return [*StaticPage.objects.exclude(objection="").order_by("pk")[:5]]
