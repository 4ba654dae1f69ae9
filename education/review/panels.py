"""What an editor sees above a text: its clinical review, and what readers say of it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail.admin.panels import Panel

from education.review.models import SignOff, review_status
from education.review.registry import review_url


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
