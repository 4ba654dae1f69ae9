"""Writes the search index anew."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from education.search.indexing import rebuild


class Command(BaseCommand):
    """Says how many texts of each kind can be found."""

    help = (
        "Write the search index anew. Needed after loading a dump; harmless at any time: searches "
        "find everything meanwhile. Cut off, it goes on where it was; --anew begins again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to begin."""
        parser.add_argument("--anew", action="store_true", help="from the beginning")

    def handle(self, *args: Any, anew: bool, **options: Any) -> None:
        """Rebuilds and reports."""
        for kind, count in rebuild(anew=anew).items():
            self.stdout.write(f"{count:>6} × {kind.value}")
