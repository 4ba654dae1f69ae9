"""Wagtail's `publish_scheduled` command, with a transaction for each text."""

from __future__ import annotations

from typing import Any

from portal.static_pages.scheduled import publish_due
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command for installations without a worker, which does the same every second."""

    help = "Publishes what is due and unpublishes what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and unpublish what is due, and print how many texts changed."""
        self.stdout.write(f"{publish_due()} texts went live or expired.")
