"""The panel beside the editor of a text with its review."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from wagtail.admin.panels import Panel

from education.review.models import ReviewComment, SignOff, Withdrawal, review_status, sent_back
from education.review.registry import review_url


class ReviewPanel(Panel):
    """Panel with the status of the newest version, a link to its review, and readers' feedback."""

    class BoundPanel(Panel.BoundPanel):
        """Panel bound to one text."""

        template_name = "review/panel.html"

        def is_shown(self) -> bool:
            """Return whether the text is saved."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add status, URL of the review and feedback."""
            text = self.instance
            feedback = apps.get_model("feedback", "Feedback")
            may_see = self.request.user.has_perm("feedback.view_feedback")
            return {
                **super().get_context_data(parent_context),
                "status": review_status(
                    SignOff.record_of(text),
                    text.latest_revision_id,
                    withdrawal=Withdrawal.of(text),
                ),
                "sent_back": sent_back(text),
                "review_url": review_url(text),
                "review_comments": ReviewComment.open_of(text),
                "answers": feedback.about(text) if may_see else [],
            }
