"""`manage.py publish_scheduled`: Wagtail's command, each text in a transaction of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.static_pages.scheduled import publish_due


class Command(BaseCommand):
    """Where the page store's filler runs, it does this every second."""

    help = "Publishes what is due and unpublishes what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many texts changed."""
        self.stdout.write(f"{publish_due()} texts went live or expired.")
