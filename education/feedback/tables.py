"""A column of readers' answers in the lists of questions and terms."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from education.content.snippet_lists import ExtraColumn
from education.faq.models import FAQItem
from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.glossary.models import GlossaryTerm


class FeedbackColumn(ExtraColumn):
    """A column with the numbers of readers who were helped and who were not."""

    models = (FAQItem, GlossaryTerm)
    permission = "feedback.view_feedback"

    def __init__(self) -> None:
        label = gettext_lazy("Did it help?")
        super().__init__("feedback", label=label, accessor=_feedback, sort_key="answered_no")

    def annotate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Add the numbers of yes and no."""
        return rows.annotate(
            answered_yes=Feedback.number_of(rows.model, Answer.YES),
            answered_no=Feedback.number_of(rows.model, Answer.NO),
        )


def _feedback(row: Any) -> str:
    if not row.answered_yes and not row.answered_no:
        return "–"
    return _("%(yes)d yes, %(no)d no") % {"yes": row.answered_yes, "no": row.answered_no}
