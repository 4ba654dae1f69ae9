"""The command `generate_pages`, which makes a large guide for measurements."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from education.content.models import ArticleIndexPage
from education.generating import pages


class Command(BaseCommand):
    """The command that creates or removes generated pages."""

    help = (
        "Makes article pages below /understanding/ until there are N of them, with topics, sources "
        "and the readers' search. Never in production. --remove takes them all away again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of pages, and `--remove`."""
        parser.add_argument("number", nargs="?", type=int, default=0, metavar="N")
        parser.add_argument("--remove", action="store_true")

    def handle(self, *args: Any, number: int, remove: bool, **options: Any) -> None:
        """Create or remove pages, and print their number."""
        if not settings.GENERATES_PAGES:
            raise CommandError("Readers come here, so no page is made up: this is for measuring.")
        if remove:
            self.stdout.write(f"{pages.remove()} pages were removed.")
            return
        if number < 1:
            raise CommandError("How many pages shall there be? generate_pages 1000")
        try:
            self.stdout.write(f"{pages.generate(number)} pages were made.")
        except ArticleIndexPage.DoesNotExist as error:
            raise CommandError("There is no page to put them under: seed_content first.") from error
