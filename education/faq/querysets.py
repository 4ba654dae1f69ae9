"""Querysets of questions: what readers may see, their order and what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max

from education.content.querysets import SnippetQuerySet
from portal.static_pages.invalidation import invalidate_all


class QuestionQuerySet(SnippetQuerySet):
    """A queryset of questions, each of which belongs to a category."""

    def public(self) -> QuestionQuerySet:
        """Return the published questions of published categories."""
        return self.filter(live=True, category__live=True)

    def last_place(self, category_id: int | None) -> int:
        """Return the last place that is taken in a category, or 0 if the category is empty."""
        places = self.filter(category_id=category_id).aggregate(last=Max("sort_order"))
        return places["last"] or 0

    def move(self, item: Any, position: str) -> None:
        """Move a question to a position (a number from 0) in its category; else to the end.

        The places of the category are numbered again, from 1. Must run in a transaction.
        """
        beside = self.filter(category_id=item.category_id).select_for_update()
        rows = list(beside.exclude(pk=item.pk).order_by("sort_order", "pk"))
        rows.insert(int(position) if position.isdecimal() else len(rows), item)
        for place, row in enumerate(rows, start=1):
            row.sort_order = place
        self.bulk_update(rows, ["sort_order"])
        invalidate_all()  # bulk_update() sends no signals.

    def about(self, topics: Iterable[Any], most: int = 4) -> QuestionQuerySet:
        """Return the published questions that share most of these topics, `most` at most."""
        sharing = self.public().filter(topics__in=topics).order_by().values("pk")
        counted = sharing.annotate(shared=Count("topics"))
        nearest = counted.order_by("-shared", "sort_order", "pk").values("pk")[:most]
        return self.filter(pk__in=nearest).defer("body")
