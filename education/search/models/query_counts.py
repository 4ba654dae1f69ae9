"""Counts of queries: words and numbers, and nothing about the readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.db import models, transaction
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from education.content.dates import this_month
from education.review.dates import months_later

LONGEST_WORDS = 80
MOST_A_MONTH = 2000  # Different searches; the others are counted together.
FEWEST_TO_KEEP = 3
OTHER = ""  # The row of all searches whose words are not kept.


class SearchCounts(NamedTuple):
    """The number of searches, and the number of those without a result."""

    searches: int
    without_result: int


class SearchQueryCount(models.Model):
    """The number of searches with the same words in one month."""

    words = models.CharField(_("words"), max_length=LONGEST_WORDS, blank=True)
    month = models.DateField(_("month"))
    count = models.PositiveIntegerField(_("searches"), default=0)
    without_result = models.PositiveIntegerField(_("without result"), default=0)
    # Kept here and not in a list of its own: words that identify a person go with their counts.
    dismissed = models.BooleanField(_("dismissed"), default=False, db_default=False)

    class Meta:
        verbose_name = _("search query count")
        verbose_name_plural = _("search query counts")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["month", "words"], name="search_query_count_once_a_month"
            )
        ]

    def __str__(self) -> str:
        return self.words or str(_("other searches"))

    @classmethod
    def add(cls, counts: Mapping[str, SearchCounts]) -> None:
        """Add counts to the current month, in a few queries however many counts there are.

        Rare words of past months are deleted.
        """
        month = this_month()
        with transaction.atomic():
            cls._delete_rare_words()
            # Rows are sorted and locked in that order, so that two writers cannot block each other.
            kept = sorted(cls._with_room(counts))
            rows = [SearchQueryCount(words=words, month=month) for words in kept]
            SearchQueryCount.objects.bulk_create(rows, ignore_conflicts=True)
            locked = SearchQueryCount.objects.select_for_update().filter(
                month=month, words__in=kept
            )
            counted = {row.words: row for row in locked.order_by("words")}
            for words, added in counts.items():
                row = counted[words if words in counted else OTHER]
                row.count += added.searches
                row.without_result += added.without_result
            SearchQueryCount.objects.bulk_update(counted.values(), ["count", "without_result"])

    @classmethod
    def by_words(cls) -> QuerySet[Any]:
        """Return a row for each search, with the sums over all months."""
        numbers = {"searches": Sum("count"), "without": Sum("without_result")}
        return cls.objects.values("words").annotate(**numbers)

    @classmethod
    def by_month(cls) -> dict[dt.date, tuple[int, int]]:
        """Return the numbers of searches with and without a result in each month."""
        months = cls.objects.order_by().values_list("month")
        rows = months.annotate(Sum("count"), Sum("without_result"))
        return {month: (searches - without, without) for month, searches, without in rows}

    @classmethod
    def counts_of(cls, words: Collection[str]) -> dict[tuple[str, dt.date], int]:
        """Return the number of searches for some words in each month."""
        rows = cls.objects.filter(words__in=words).values_list("words", "month", "count")
        return {(one, month): count for one, month, count in rows}

    @classmethod
    def of_past_year(cls) -> QuerySet[Any]:
        """Return a row for each search of the past twelve months whose words are kept."""
        return cls.by_words().filter(month__gt=_a_year_ago()).exclude(words=OTHER)

    @classmethod
    def without_results(cls) -> QuerySet[SearchQueryCount]:
        """Return the counts of the past twelve months with searches that found nothing.

        Searches whose words are not kept are left out.
        """
        rows = cls.objects.filter(month__gt=_a_year_ago(), without_result__gt=0)
        return rows.exclude(words=OTHER)

    @classmethod
    def unanswered(cls) -> int:
        """Return the number of different searches that found nothing and are not dismissed."""
        rows = cls.without_results()
        dismissed = rows.filter(dismissed=True).values("words")
        return rows.exclude(words__in=dismissed).values("words").distinct().count()

    @classmethod
    def dismiss(cls, words: Collection[str], *, dismissed: bool) -> None:
        """Take searches off the list of those without results, or put them back."""
        cls.without_results().filter(words__in=words).update(dismissed=dismissed)

    @classmethod
    def _with_room(cls, counts: Mapping[str, SearchCounts]) -> set[str]:
        """Return the words that have a row this month or may get one, and OTHER."""
        of_month = cls.objects.filter(month=this_month())
        known = {*of_month.filter(words__in=list(counts)).values_list("words", flat=True)}
        room = max(0, MOST_A_MONTH - of_month.count())
        return known | {*sorted({*counts} - known)[:room]} | {OTHER}

    @classmethod
    def _delete_rare_words(cls) -> None:
        """Delete rare words of past months, because they may identify a person."""
        rare = cls.objects.filter(month__lt=this_month(), count__lt=FEWEST_TO_KEEP)
        rare.exclude(words=OTHER).delete()


def _a_year_ago() -> dt.date:
    return months_later(this_month(), -12)
