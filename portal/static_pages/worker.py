"""Worker: a process that builds static pages. While it does not run, the app serves pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.static_pages.builder import audit_in_parts, build_waiting, verify
from portal.static_pages.invalidation import invalidate_all, invalidate_yesterday
from portal.static_pages.models import StaticPage, StaticPagesState, built_after
from portal.static_pages.scheduled import publish_due
from portal.static_pages.storage import folder

logger = logging.getLogger("portal.static_pages")

PAGES_PER_ROUND = 10  # pages; then the worker checks whether to end, and what is scheduled
PAUSE = 0.5  # seconds between two checks for waiting pages
_AFTER_ERROR = 2  # seconds until the next try
_SCHEDULE = 2  # seconds between two checks of what is scheduled, and of the date
_CHECKS = 10  # seconds from an audit to the next, and from a verified page to the next, at least
_REST = 200  # times as long as a check took it rests, so that idling costs little in a big guide
TOO_LONG = timedelta(seconds=10)  # that pages may wait while none is built
_NEWS = timedelta(days=7)  # that a page which differed is a problem


class Worker:
    """Loop that builds pages, publishes scheduled texts, and audits and verifies files."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = dict.fromkeys(("schedule", "audit", "verify"), clock())
        self._audit = audit_in_parts()
        self._audit_took = 0.0
        self._verified = ""  # the last verified URL
        self._error = ""  # the last that was logged

    def run(self, *, is_over: Callable[[], bool]) -> None:
        """Run until `is_over` returns true. After any error wait, then go on."""
        while not is_over():
            try:
                worked = self._look_at_sound_store()
            except Exception as error:  # noqa: BLE001 - logged; a dead worker builds nothing
                self._recover(error)
                time.sleep(_AFTER_ERROR)
                continue
            self._error = ""
            if not worked:
                time.sleep(PAUSE)

    def _look_at_sound_store(self) -> bool:
        try:
            return self.look()
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            with transaction.atomic():
                invalidate_all()  # Something else stands where a file or a folder belongs.
            raise

    def look(self) -> bool:
        """Build waiting pages and do what is due. Return whether there may be more to do."""
        if place := folder():
            place.sweep()
        if self._is_due("schedule"):
            self._due["schedule"] = self._clock() + _SCHEDULE
            publish_due()
            invalidate_yesterday()
        if build_waiting(PAGES_PER_ROUND):
            self._due["audit"] = self._clock()  # A change may have added a URL.
            return True
        if self._is_due("verify"):
            self._verify_next()
        return self._is_due("audit") and self._audit_some()

    def _is_due(self, what: str) -> bool:
        return self._clock() >= self._due[what]

    def _rest(self, what: str, took: float) -> None:
        self._due[what] = self._clock() + max(_CHECKS, _REST * took)

    def _audit_some(self) -> bool:
        """Run the next part of the audit, and return whether there are more."""
        started = self._clock()
        found = next(self._audit, None)
        self._audit_took += self._clock() - started
        if found is None:
            self._rest("audit", self._audit_took)
            self._audit, self._audit_took = audit_in_parts(), 0.0
        return found is not None

    def _verify_next(self) -> None:
        started = self._clock()
        self._verified = next(built_after(self._verified), "")
        if self._verified:
            verify(self._verified)
        self._rest("verify", self._clock() - started)

    def _recover(self, error: Exception) -> None:
        """Log an error once, however often it is met, and begin anew."""
        said, self._error = self._error, repr(error)
        if isinstance(error, DatabaseError | InterfaceError):
            connection.close()
            if said != self._error:
                logger.warning("The database does not answer: %s", error)
        elif said != self._error:
            logger.error("The worker could not go on, and tries again", exc_info=error)
        self._audit, self._audit_took = audit_in_parts(), 0.0


def find_problem(patience: timedelta = TOO_LONG) -> list[str]:
    """Return the problems of static pages as texts, for admins and monitoring; empty as a rule.

    Pages may wait as long as `patience` while none is built.
    """
    return [*_waiting_longer_than(patience), *_with_errors(), *_mismatch()]


def _waiting_longer_than(patience: timedelta) -> Iterator[str]:
    now = timezone.now()
    facts = StaticPage.objects.aggregate(
        since=Min("build_at", filter=Q(build_at__lte=now)), built=Max("built_at")
    )
    since, built = facts["since"], facts["built"]
    if since and now - max(since, built or since) > patience:
        yield _(
            "pages wait to be built since %(since)s UTC; "
            "does the worker run, and is there room on the disk?"
        ) % {"since": f"{since:%Y-%m-%d %H:%M:%S}"}


def _with_errors() -> Iterator[str]:
    for page in StaticPage.objects.exclude(error="").order_by("pk")[:5]:
        yield _("%(url)s is not stored: %(error)s") % {"url": page.pk, "error": page.error}


def _mismatch() -> Iterator[str]:
    for state in StaticPagesState.objects.filter(mismatch_at__gt=timezone.now() - _NEWS):
        facts = {"url": state.mismatch_url, "when": f"{state.mismatch_at:%Y-%m-%d %H:%M}"}
        yield _("%(url)s differed from its page (%(when)s UTC)") % facts


def readiness() -> str | list[str]:
    """Return "ok", or the problems of static pages."""
    return find_problem() or "ok"
