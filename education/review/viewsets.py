"""Page explorer of the admin, with the review state of each page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import BaseColumn, Table
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet

from education.review.mixins import SignOffRequiredMixin
from education.review.tables import ReviewColumn, ReviewFilter, add_reviews


class _WithReviewsMixin:
    """Mixin for a list of pages that adds the review state to the pages on it."""

    def get_table(self, object_list: Any) -> Table:
        for page in object_list:
            page.review = None  # of a page that needs no sign-off
        add_reviews([page for page in object_list if isinstance(page, SignOffRequiredMixin)])
        return super().get_table(object_list)  # type: ignore[misc]


class ReviewedPageFilterSet(PageViewSet.filterset_class):
    """Wagtail's filters of pages, and one by the review state."""

    review = ReviewFilter()


class ReviewedExplorerView(_WithReviewsMixin, ExplorableIndexView):
    """Wagtail's page explorer, with the review state."""


class ReviewedUseView(_WithReviewsMixin, ContentTypeUseView):
    """Wagtail's list of the pages of one type, with the review state."""


class ReviewedPageViewSet(PageViewSet):
    """Wagtail's lists of pages, with a column of the review state and a filter by it."""

    index_view_class = ReviewedExplorerView
    content_type_use_view_class = ReviewedUseView
    filterset_class = ReviewedPageFilterSet
    columns: list[BaseColumn] = [*PageViewSet.columns, ReviewColumn()]
