"""Command that runs the worker, and rebuilds, checks or claims the static pages."""

from __future__ import annotations

import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from portal.static_pages import builder, nginx
from portal.static_pages.invalidation import invalidate_all, lock, schedule_all
from portal.static_pages.models import StaticPage, StaticPagesState, built_after
from portal.static_pages.storage import folder
from portal.static_pages.worker import Worker
from portal.web.commands import DatabaseCommand

_TELL = 1000  # files after which `verify` prints its progress


class Command(DatabaseCommand):
    """Command with the actions run, fill, rebuild, audit, verify and claim."""

    help = (
        "run: writes pages as they change, until it is stopped. fill: writes what waits, once. "
        "rebuild: has every page written anew (--empty takes the old ones away first). "
        "audit: marks what is missing or too much. verify: compares every file with its page. "
        "claim: empties a folder that another database has left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the action and its options."""
        actions = ["run", "fill", "rebuild", "audit", "verify", "claim"]
        parser.add_argument("action", choices=actions)
        parser.add_argument("--empty", action="store_true", help="with rebuild")
        parser.add_argument("--after", default="", help="with verify: the address to go on from")
        parser.add_argument("--beside", type=int, help="with run: the process to end with")

    def check_database(self, **options: Any) -> None:
        """Raise CommandError if the database cannot be used; the worker waits for it instead."""
        if options["action"] != "run":
            super().check_database(**options)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action. Raise CommandError if no pages are stored or a file differs."""
        if folder() is None:
            raise CommandError("These settings store no pages.")
        getattr(self, f"_{options['action']}")(**options)

    def _run(self, *, beside: int | None, **options: Any) -> None:
        over = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: over.set())
        # The server is our parent; when it ends, the parent process id changes.
        nginx.write()
        Worker().run(is_over=lambda: over.is_set() or bool(beside and os.getppid() != beside))

    def _fill(self, **options: Any) -> None:
        written = 0
        builder.audit()
        while done := builder.build_waiting():
            written += done
        self.stdout.write(f"{written} pages were written; {StaticPage.objects.count()} are stored.")

    def _rebuild(self, *, empty: bool, **options: Any) -> None:
        nginx.write()
        schedule_all()
        if empty:
            with transaction.atomic():
                invalidate_all()
        self._fill()

    def _audit(self, **options: Any) -> None:
        self.stdout.write(f"{builder.audit()} pages are missing or too much, and will be written.")

    def _verify(self, *, after: str, **options: Any) -> None:
        wrong, number = [], 0
        for number, url in enumerate(built_after(after), start=1):
            if not builder.verify(url):
                wrong.append(url)
            if number % _TELL == 0:
                self.stdout.write(f"{number} files; to go on from here: --after {url}")
        if wrong:
            raise CommandError(f"{len(wrong)} of {number} files differed: {', '.join(wrong)}")
        self.stdout.write(f"{number} files are what their pages are.")

    def _claim(self, **options: Any) -> None:
        with transaction.atomic():
            place, identity = folder(), str(StaticPagesState.locked().identity)
            if place is not None and place.owner() != identity:
                place.set_owner(identity)
                StaticPage.objects.all().delete()
            lock()
        self.stdout.write("The folder belongs to this database.")
