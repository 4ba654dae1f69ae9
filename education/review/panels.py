"""Show the review of a text above it, and on the first screen what awaits an editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

from education.review.models import SignOff, count_sent_back_to, pending_reviews_for, review_status
from education.review.registry import review_url
from education.review.reports import get_review_counts


class ReviewPanel(Panel):
    """The status of the newest version, the way to its sign-off, and what readers answered."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one text."""

        template_name = "review/panel.html"

        def is_shown(self) -> bool:
            """Not while a text is new, and not where nobody signs."""
            return bool(super().is_shown() and self.instance.pk and self.instance.is_clinical)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Places status, way and answers."""
            text = self.instance
            feedback = apps.get_model("feedback", "Feedback")
            may_see = self.request.user.has_perm("feedback.view_feedback")
            return {
                **super().get_context_data(parent_context),
                "status": review_status(SignOff.record_of(text), text.latest_revision_id),
                "review_url": review_url(text),
                "answers": feedback.about(text) if may_see else [],
            }


class HomeLine(NamedTuple):
    """Name one thing to do, and link to it. A warning stands above all others."""

    words: str
    url: str
    warning: str = ""


HomeLines = Callable[[HttpRequest], Iterator[HomeLine]]
_of_other_apps: list[HomeLines] = []


def register_home_lines(lines: HomeLines) -> None:
    """Add what another app has to say to its editors."""
    _of_other_apps.append(lines)


class WelcomePanel(Component):
    """Say in words what waits for this person, in their role."""

    name = "what_awaits_you"
    template_name = "review/welcome.html"
    order = 90

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Place the lines, warnings apart from the others."""
        lines = [line for of_app in (_of_reviews, *_of_other_apps) for line in of_app(self.request)]
        return {
            "warnings": [line for line in lines if line.warning],
            "lines": [line for line in lines if not line.warning],
            "user": self.request.user,
        }


def _of_reviews(request: HttpRequest) -> Iterator[HomeLine]:
    """List what waits for a review, the most personal first."""
    user = request.user
    for text in pending_reviews_for(user):
        yield HomeLine(_("Waits for a sign-off: “%s”") % text, review_url(text))
    if count := count_sent_back_to(user):
        yield HomeLine(
            ngettext("%d of your texts was sent back", "%d of your texts were sent back", count)
            % count,
            reverse("wagtailadmin_reports:workflow"),
        )
    for need, number in get_review_counts(request).items():
        yield HomeLine(f"{need.label}: {number}", f"{reverse('review_report')}?need={need}")
