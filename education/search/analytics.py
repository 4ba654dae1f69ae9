"""Counts of searches. Nothing that could identify a reader is stored."""

from __future__ import annotations

import atexit
import logging
import re
import time
from threading import Lock
from typing import Any

from django.core.signals import request_finished
from django.db import Error
from django.dispatch import receiver
from django.http import HttpRequest

from education.search import tokenizer
from education.search.models.query_counts import (
    LONGEST_WORDS,
    OTHER,
    SearchCounts,
    SearchQueryCount,
)
from education.search.search_page import SearchPage, SearchRequest

logger = logging.getLogger(__name__)

SECONDS = 300  # A process writes at most this often,
ENTRIES = 200  # or when it has counted so many different searches.
_MOST_ENTRIES = 2 * ENTRIES  # Beyond this, other searches are counted together.
_MOST_WORDS = 8  # Longer searches may describe a person's life.
_MOST_DIGITS = 4  # More may be a phone number, a date of birth, a patient's number.
# Cubot is a brand of phones, not a bot.
_MACHINES = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|curl|wget|python|headless|lighthouse|monitor|"
    # Programs that fetch a link that somebody pastes, to show what it leads to.
    r"preview|facebookexternalhit|whatsapp|telegram|skype|slack|pinterest|embedly|"
    r"microsoft office|ms-office|outlook|okhttp|java/|go-http|libwww|node-fetch|axios",
    re.IGNORECASE,
)


class Buffer:
    """The counts of searches since the last write to the database."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[str, SearchCounts] = {}
        self._since = 0.0

    def add(self, kept: str, *, is_found: bool) -> None:
        """Count one search under the words that are kept."""
        with self._lock:
            if not self._counts:
                self._since = time.monotonic()
            if kept not in self._counts and len(self._counts) >= _MOST_ENTRIES:
                kept = OTHER
            before = self._counts.get(kept, SearchCounts(0, 0))
            self._counts[kept] = SearchCounts(
                before.searches + 1, before.without_result + (not is_found)
            )

    @property
    def is_due(self) -> bool:
        """Return whether the counts should be written now."""
        waited = time.monotonic() - self._since
        return len(self._counts) >= ENTRIES or bool(self._counts and waited >= SECONDS)

    def take(self) -> dict[str, SearchCounts]:
        """Return all counts, and empty the buffer."""
        with self._lock:
            taken, self._counts = self._counts, {}
        return taken

    def flush(self) -> None:
        """Write all counts to the database, and empty the buffer.

        Counts that cannot be written are logged and dropped: a reader's search matters more.
        """
        if not (taken := self.take()):
            return
        try:
            SearchQueryCount.add(taken)
        except Error:
            lost = sum(one.searches for one in taken.values())
            logger.exception("%d searches could not be counted", lost)


buffer = Buffer()
atexit.register(buffer.flush)


def count(request: HttpRequest, found: SearchPage) -> None:
    """Count a search once.

    Further pages, facets, bots, and searches that fit a private group of alarm words, such as one
    about suicide, are not counted.
    """
    asked = found.asked
    is_narrowed = asked.kind is not None or bool(asked.topic)
    is_first = request.method == "GET" and asked.page == 1 and not is_narrowed
    is_machine = _MACHINES.search(request.headers.get("User-Agent", ""))
    is_private = found.alarm is not None and found.alarm.is_private
    if is_first and not is_machine and not is_private and tokenizer.tokens(asked.text):
        buffer.add(kept_words(asked), is_found=bool(found.results))


def kept_words(asked: SearchRequest) -> str:
    """Return the words of a search to store; empty when they may identify a person."""
    plain = [token.plain for token in tokenizer.tokens(asked.text)]
    kept = " ".join(plain)
    digits = sum(char.isnumeric() for char in asked.text)
    is_personal = "@" in asked.text or len(plain) > _MOST_WORDS or digits > _MOST_DIGITS
    return OTHER if is_personal or len(kept) > LONGEST_WORDS else kept


@receiver(request_finished)
def flush_when_due(**kwargs: Any) -> None:
    """Write the counts when due, after a response was sent, so that no reader waits for it."""
    if buffer.is_due:
        buffer.flush()
