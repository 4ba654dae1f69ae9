"""The command `rebuild_search`, which rebuilds the search index."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from education.search.indexing import rebuild


class Command(BaseCommand):
    """The command that rebuilds the index and prints the number of entries of each kind."""

    help = (
        "Write the search index anew. Needed after loading a dump; harmless at any time: searches "
        "find everything meanwhile. Cut off, it goes on where it was; --anew begins again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--anew`, which starts from the beginning."""
        parser.add_argument("--anew", action="store_true", help="from the beginning")

    def handle(self, *args: Any, anew: bool, **options: Any) -> None:
        """Rebuild the index, and print the counts."""
        for kind, count in rebuild(anew=anew).items():
            self.stdout.write(f"{count:>6} × {kind.value}")
