"""Command that sends reminders of reviews that are due."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from education.review.reminders import reminders
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command that e-mails reminders and prints their recipients and texts."""

    help = "Write to those whose reviews are due. Run it daily: nobody is told a thing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--dry-run`, which sends no e-mail."""
        parser.add_argument("--dry-run", action="store_true", help="Say it, and send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and print each reminder."""
        for reminder in reminders():
            titles = ", ".join(row.title for row in reminder.rows)
            if not options["dry_run"]:
                reminder.send()
            self.stdout.write(f"{', '.join(reminder.people)}: {titles}")
