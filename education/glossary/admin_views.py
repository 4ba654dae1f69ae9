"""The admin list of terms."""

from __future__ import annotations

from typing import Any

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn

from education.content.snippet_lists import ListingView, TopicFilter
from education.glossary.models import GlossaryTerm
from education.review.tables import ReviewColumn, ReviewFilter, add_reviews

COLUMNS = [
    "term",
    "plain_word",
    ReviewColumn(),
    LiveStatusTagColumn(),
    UpdatedAtColumn(),
]


class TermFilterSet(WagtailFilterSet):
    """Filters of terms: topic, publication and state of review."""

    topics = TopicFilter()
    review = ReviewFilter()

    class Meta:
        model = GlossaryTerm
        fields = ["live"]


class TermListing(ListingView):
    """The list of terms, with their state of review."""

    def complete(self, rows: list[Any]) -> None:
        """Add the state of review. One query."""
        add_reviews(rows)
