"""Search backend of the admin that accepts every query a user may type.

On SQLite a quotation mark or a NUL in a query raises a database error. Here every query is reduced
to its words first, for the page explorer, choosers and listings alike.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from modelsearch.backends.database import SearchBackend as DatabaseBackend

LONGEST = 200
_NOT_WORDS = re.compile(r"[^\w\s'-]+")


def clean_query(query: Any) -> Any:
    """Return the words of a query, cut to LONGEST characters; return other types unchanged."""
    if not isinstance(query, str):
        return query
    words = _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", query[:LONGEST]))
    return " ".join(words.split())


class CleanQueries:
    """Mixin for a search backend that searches for the words of a query only."""

    def search(self, query: Any, things: Any, **options: Any) -> Any:
        """Return the results for whole words."""
        return super().search(*_cleaned(query, things), **options)  # type: ignore[misc]

    def autocomplete(self, query: Any, things: Any, **options: Any) -> Any:
        """Return the results for the beginnings of words."""
        return super().autocomplete(*_cleaned(query, things), **options)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name that modelsearch asks for
    """Return Wagtail's backend for the database in use, with clean queries."""
    stock = type(DatabaseBackend(params))
    return type("SearchBackend", (CleanQueries, stock), {})(params)


def _cleaned(query: Any, things: Any) -> tuple[Any, Any]:
    words = clean_query(query)
    if query and not words:
        # Without words nothing is found. Wagtail's result for an empty query breaks listings.
        return "nothing", getattr(things, "objects", things).none()
    return words, things
