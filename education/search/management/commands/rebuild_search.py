"""The command `rebuild_search`, which rebuilds the search index."""

from __future__ import annotations

from typing import Any

from education.search.indexing import rebuild
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """The command that rebuilds the index and prints the number of entries of each kind."""

    help = (
        "Write the search index anew. Needed after loading a dump; harmless at any time: searches "
        "find everything meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild the index, and print the counts."""
        for kind, count in rebuild().items():
            self.stdout.write(f"{count:>6} × {kind.value}")
