"""Months of rows that count something by month."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone

from education.review.dates import months_later


def this_month() -> dt.date:
    """Return the first day of the month, the only date that a count keeps."""
    return timezone.localdate().replace(day=1)


def past_months(number: int = 12) -> list[dt.date]:
    """Return the first days of this month and of those before it, the oldest first."""
    return [months_later(this_month(), back) for back in range(1 - number, 1)]


def months_of(model: type[models.Model]) -> list[tuple[str, str]]:
    """Return the months for which rows exist, newest first, as choices of a filter."""
    months = model._default_manager.order_by("-month").values_list("month", flat=True).distinct()
    return [(f"{month:%Y-%m-%d}", f"{month:%B %Y}") for month in months]
