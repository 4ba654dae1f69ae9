"""The panel of the admin home with the pending tasks of a user, and the lines in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from education.review.charts import get_review_chart
from education.review.models import pending_reviews_for, texts_sent_back_to, texts_submitted_by
from education.review.registry import review_url, texts_of_editor
from education.review.signers import get_signers_to_confirm, is_signer
from education.review.status import KIND_COUNTS, Row, build_review_rows, get_review_counts


class HomeLine(NamedTuple):
    """Line about a pending task, with a link and a note. A warning stands above all other lines."""

    words: str
    url: str
    warning: str = ""
    note: str = ""


HomeLines = Callable[[HttpRequest], Iterator[HomeLine]]
_of_other_apps: list[HomeLines] = []


def register_home_lines(lines: HomeLines) -> None:
    """Add a function that yields the lines of another app for a request."""
    _of_other_apps.append(lines)


class WelcomePanel(Component):
    """Panel of the admin home with the pending tasks of the user."""

    name = "what_awaits_you"
    template_name = "review/welcome.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the lines, warnings apart from the others, and the chart for those who sign."""
        rows = build_review_rows(texts_of_editor(self.request.user))
        signs = is_signer(self.request.user)
        lines = [*_of_reviews(self.request.user, rows)]
        lines += [line for of_app in _of_other_apps for line in of_app(self.request)]
        if signs:
            lines += _of_due_reviews(rows)
        return {
            "warnings": [line for line in lines if line.warning],
            "lines": [line for line in lines if not line.warning],
            "chart": get_review_chart(rows) if signs else None,
        }


def _of_reviews(user: Any, rows: Iterable[Row]) -> Iterator[HomeLine]:
    """Yield what waits for a user: texts withdrawn, to sign off, sent back, submitted; signers."""
    for row in rows:
        if row.status.withdrawal:
            reason = row.status.withdrawal.reason
            yield HomeLine(_("Withdrawn: “%s”") % row.title, row.url, note=reason)
    waiting = pending_reviews_for(user)
    for text in waiting:
        yield HomeLine(_("Waiting for your sign-off: “%s”") % text, review_url(text))
    for text, reason in texts_sent_back_to(user):
        yield HomeLine(_("Sent back to you: “%s”") % text, review_url(text), note=reason)
    there = {review_url(text) for text in waiting}
    for text in texts_submitted_by(user):
        if review_url(text) not in there:
            yield HomeLine(_("Waiting for a reviewer: “%s”") % text, review_url(text))
    for signer in get_signers_to_confirm(user):
        yield HomeLine(_("Confirm who signs: %s") % signer.signature, reverse("review:signers"))


def _of_due_reviews(rows: Iterable[Row]) -> Iterator[HomeLine]:
    """Yield the number of texts with each need, by kind."""
    for need, kinds in get_review_counts(rows).items():
        numbers = ", ".join(KIND_COUNTS[kind](number) for kind, number in kinds.items())
        yield HomeLine(f"{need.label}: {numbers}", f"{reverse('review:report')}?need={need}")
