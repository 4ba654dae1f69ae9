"""Command that checks that no text which readers see is overdue for a review."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError

from education.review.registry import clinical_texts
from education.review.status import ReviewUrgency, build_review_rows
from portal.web.commands import DatabaseCommand


class Command(DatabaseCommand):
    """Command for a scheduler or CI that fails when a live text is overdue."""

    help = "Exit with an error when a text that readers see is overdue for its clinical review."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the overdue texts. Raise CommandError if there are any."""
        live = [row for row in build_review_rows(clinical_texts()) if row.text.live]
        overdue = [row for row in live if row.need == ReviewUrgency.OVERDUE]
        for row in overdue:
            self.stdout.write(f"{row.next_review_on:%Y-%m-%d}  {row.kind_label}: {row.title}")
        never = sum(row.need == ReviewUrgency.NEVER for row in live)
        self.stdout.write(f"{len(live)} texts are live; {never} of them were never reviewed.")
        if overdue:
            raise CommandError(f"{len(overdue)} overdue for review.")
