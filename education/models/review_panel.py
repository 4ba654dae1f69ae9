"""What an editor sees of the clinical review above a text."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from education.models.reviews import SignOff, review_status


class ReviewPanel(Panel):
    """The status of the newest version, and the way to the screen where it is signed off."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one text."""

        template_name = "education/review/panel.html"

        def is_shown(self) -> bool:
            """Not while a text is new, and not where nobody signs."""
            return bool(super().is_shown() and self.instance.pk and self.instance.is_clinical)

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Places status and way."""
            from education.models.texts import review_url  # noqa: PLC0415 - texts have this panel

            text = self.instance
            return {
                **super().get_context_data(parent_context),
                "status": review_status(SignOff.record_of(text), text.latest_revision_id),
                "review_url": review_url(text),
            }
