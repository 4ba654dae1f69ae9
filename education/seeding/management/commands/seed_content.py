"""`manage.py seed_content`: brings in the written content."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from education.content.documents.errors import SeedError
from education.seeding.importer import seed


class Command(BaseCommand):
    """Creates what is new in fixtures/, and leaves alone what is there."""

    help = "Creates the pages, questions, words and roles of fixtures/ that are not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--dry-run` only tells."""
        parser.add_argument("--dry-run", action="store_true", help="print the plan, change nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Seeds, and says what was new."""
        try:
            plan = seed(dry_run=dry_run)
        except SeedError as error:
            raise CommandError(str(error)) from error
        if dry_run:
            for key in plan.new:
                self.stdout.write(f"would create {key}")
        self.stdout.write(str(plan))
