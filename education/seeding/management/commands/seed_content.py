"""The command `seed_content`, which imports the fixtures."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from education.content.markdown.errors import SeedError
from education.seeding.importer import seed
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """The command that creates what is new in fixtures/ and leaves existing content alone."""

    help = "Creates the pages, questions, words and roles of fixtures/ that are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--dry-run`, which prints the plan only."""
        parser.add_argument("--dry-run", action="store_true", help="print the plan, change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Import the fixtures, and print what is new."""
        try:
            plan = seed(dry_run=dry_run)
        except SeedError as error:
            raise CommandError(str(error)) from error
        if dry_run:
            for key in plan.new:
                self.stdout.write(f"would create {key}")
        self.stdout.write(str(plan))
