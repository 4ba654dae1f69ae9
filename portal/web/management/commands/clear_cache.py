"""Command that empties the cache."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Command that deletes all counts of rate limits and all cached PDFs."""

    help = "Empties the cache. A cache in the database keeps expired rows until then."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete all entries."""
        cache.clear()
