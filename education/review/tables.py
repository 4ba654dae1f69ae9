"""Column and filter of the review state for lists of texts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import StatusTagColumn

from education.review.enums import ReviewState
from education.review.models import filter_by_review_state, newest_statuses
from portal.web.filters import RadioFilter

_SHORT = {
    ReviewState.NOT_REVIEWED: gettext_lazy("Not reviewed"),
    ReviewState.REVIEWED: gettext_lazy("Reviewed"),
    ReviewState.CHANGED: gettext_lazy("Changed since review"),
    ReviewState.OVERDUE: gettext_lazy("Review is overdue"),
    ReviewState.WITHDRAWN: gettext_lazy("Withdrawn"),
}


class ReviewColumn(StatusTagColumn):
    """Column with the review state of the newest version, which may be a draft."""

    def __init__(self) -> None:
        super().__init__(
            "review",
            label=gettext_lazy("Clinical review"),
            accessor=lambda row: _SHORT[row.review.state] if row.review else "–",
            primary=lambda row: row.review and row.review.state is ReviewState.REVIEWED,
            width="12%",
        )


class ReviewFilter(RadioFilter):
    """Filter by the review state of the newest version."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Clinical review"),
            choices=ReviewState.choices,
            method=_in_state,
        )


def add_reviews(rows: list[Any]) -> None:
    """Set `review` of each row to the status of its newest version. Two queries.

    Editors get no days of grace.
    """
    for row, status in zip(rows, newest_statuses(rows), strict=True):
        row.review = status


def _in_state(texts: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    # Search takes conditions on fields only, not on what is computed.
    found = filter_by_review_state(texts.model._default_manager.all(), ReviewState(value))
    return texts.filter(pk__in=found.values_list("pk", flat=True))
