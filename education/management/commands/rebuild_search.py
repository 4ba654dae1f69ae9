"""Writes the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from education.search.index import rebuild


class Command(BaseCommand):
    """Says how many texts of each kind can be found."""

    help = "Write the search index anew. Needed after loading a dump; harmless at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuilds and reports."""
        for kind, count in rebuild().items():
            self.stdout.write(f"{count:>6} × {kind.value}")
