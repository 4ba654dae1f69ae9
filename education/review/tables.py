"""Columns that several listings share."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.ui.tables import Column, StatusTagColumn

from education.feedback.enums import Answer
from education.feedback.models import Feedback
from education.review.enums import ContentKind, ReviewState
from education.review.models import SignOff, in_state, key_of, review_status

_SHORT = {
    ReviewState.NOT_REVIEWED: gettext_lazy("Not reviewed"),
    ReviewState.REVIEWED: gettext_lazy("Reviewed"),
    ReviewState.CHANGED: gettext_lazy("Changed since review"),
    ReviewState.OVERDUE: gettext_lazy("Review is overdue"),
}


class ReviewColumn(StatusTagColumn):
    """What the record of sign-offs says about the newest version, be it a draft."""

    def __init__(self) -> None:
        super().__init__(
            "review",
            label=gettext_lazy("Clinical review"),
            accessor=lambda row: _SHORT[row.review.state],
            primary=lambda row: row.review.state is ReviewState.REVIEWED,
        )


class FeedbackColumn(Column):
    """How many readers were helped, and how many were not."""

    def __init__(self) -> None:
        label = gettext_lazy("Did it help?")
        super().__init__("feedback", label=label, accessor=_feedback, sort_key="answered_no")


class ReviewFilter(ChoiceFilter):
    """Texts whose newest version is in one state of review."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Clinical review"),
            choices=ReviewState.choices,
            method=_in_state,
            empty_label=gettext_lazy("All"),
        )


def with_feedback(texts: QuerySet[Any], kind: ContentKind) -> QuerySet[Any]:
    """Texts with the numbers that their column shows, and can sort by."""
    return texts.annotate(
        answered_yes=Feedback.number_of(kind, Answer.YES),
        answered_no=Feedback.number_of(kind, Answer.NO),
    )


def add_reviews(rows: list[Any]) -> None:
    """Tells each row the state of its newest version; editors get no days of grace. One query."""
    records = SignOff.records_of(rows)
    for row in rows:
        row.review = review_status(records.get(key_of(row), ()), row.latest_revision_id)


def _feedback(row: Any) -> str:
    if not row.answered_yes and not row.answered_no:
        return "–"
    return _("%(yes)d yes, %(no)d no") % {"yes": row.answered_yes, "no": row.answered_no}


def _in_state(texts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    return in_state(texts, ReviewState(value))
