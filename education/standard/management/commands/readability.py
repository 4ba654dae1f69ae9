"""Command that measures how hard each text of the guide is to read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from education.standard.readability_report import measured, table
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command that prints a table in Markdown, for docs/content-quality.md."""

    help = "Print grade, sentence length and runs of short sentences of each page and answer."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the measures of all texts. Raise CommandError if none is published."""
        measures = measured()
        if not measures:
            raise CommandError("No text is published yet. Run manage.py seed_content first.")
        self.stdout.write(table(measures))
