"""Writers and workers that kill themselves with signal 9 wherever it hurts; run by test_kills.py.

`python -m tests.static_pages.killing FOLDER SECONDS [unlocked]` prints what it found, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - apps come first
from django.db import DatabaseError, connection, transaction  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402

from education.content.models import ArticlePage  # noqa: E402
from portal.static_pages import builder, invalidation  # noqa: E402
from portal.static_pages.models import StaticPagesState  # noqa: E402
from portal.static_pages.storage import Folder  # noqa: E402
from tests.static_pages.checking import html_of, wrong_files  # noqa: E402

_LASTS = 0.5  # seconds that a child works, if it survives
_DEADLY = 0.02
_ENOUGH, _MOST = 10, 90  # deaths and files looked at; seconds


def _now_and_then(chosen: random.Random) -> None:
    if chosen.random() < _DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)


def _deadly(chosen: random.Random, owner: Any, name: str) -> None:
    """Makes a function one before or after which the process may die, or be slow."""
    inner = getattr(owner, name)

    def dangerous(*args: Any, **kwargs: Any) -> Any:
        _now_and_then(chosen)
        time.sleep(chosen.random() * 0.01)
        result = inner(*args, **kwargs)
        _now_and_then(chosen)
        return result

    setattr(owner, name, dangerous)


def _write(chosen: random.Random) -> None:
    """Withdraws or publishes a page; sometimes thinks better of it."""
    with transaction.atomic():
        page = chosen.choice([*ArticlePage.objects.order_by("pk")])
        if page.live and chosen.random() < 0.6:
            page.unpublish()
        else:
            page.live, page.title = True, f"Title {chosen.random()}"
            page.save()
        _now_and_then(chosen)
        if chosen.random() < 0.15:
            transaction.set_rollback(True)


def _fill(chosen: random.Random) -> None:
    builder.build_waiting(3)
    if chosen.random() < 0.2:
        builder.audit()


def _child(work: Callable[[random.Random], None], seed: int) -> None:
    connection.close()
    chosen = random.Random(seed)  # noqa: S311 - a day that can be lived again
    for owner, name in (
        (Folder, "delete"),
        (Folder, "write"),
        (invalidation, "schedule"),
        (builder, "render"),
        (builder, "_save"),
        (BaseDatabaseWrapper, "_commit"),
    ):
        _deadly(chosen, owner, name)
    end = time.monotonic() + _LASTS
    while time.monotonic() < end:
        try:
            work(chosen)
        except DatabaseError:
            connection.close()
    os._exit(0)


def main(folder: str, seconds: float, *unlocked: str) -> None:
    """Lets them live and die, looks after each round, and says how many died and what was wrong."""
    settings.STATIC_PAGES_ROOT = Path(folder)
    with transaction.atomic():
        invalidation.lock()
    if unlocked:
        StaticPagesState.locked = classmethod(lambda cls: cls.objects.get_or_create(pk=1)[0])  # type: ignore[assignment,method-assign]
    kills, checks, seed = 0, 0, 0
    wrong: list[str] = []
    place, begun = Folder(Path(folder)), time.monotonic()
    while not (unlocked and wrong):
        lasted = time.monotonic() - begun
        # A busy machine gets more time, as a look at nothing shows nothing.
        if lasted > _MOST or (lasted > seconds and min(kills, checks) > _ENOUGH):
            break
        connection.close()
        children = []
        for work in (_write, _write, _fill, _fill):
            seed += 1
            child = os.fork()
            if child == 0:
                try:
                    _child(work, seed)
                except Exception:  # noqa: BLE001 - a child must never go on as its parent
                    traceback.print_exc()
                os._exit(1)
            children.append(child)
        ends = [os.waitpid(child, 0)[1] for child in children]
        if {*ends} - {0, signal.SIGKILL}:
            if not unlocked:
                raise RuntimeError("A child ended otherwise than by itself or by its own hand.")
            wrong.append("Without the lock one process took the file of another.")
        kills += ends.count(signal.SIGKILL)
        checks += sum(1 for url in place.urls() if html_of(place, url))
        wrong += wrong_files(place)
    while builder.audit() or builder.build_waiting():
        pass
    found = {"kills": kills, "checks": checks, "wrong": wrong, "after": wrong_files(place)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:])
