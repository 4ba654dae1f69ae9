"""Name the months by which numbers are counted: no finer time is kept."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model
from django.utils import timezone


def this_month() -> dt.date:
    """Return the first day of the month."""
    return timezone.localdate().replace(day=1)


def months_of(model: type[Model]) -> list[tuple[str, str]]:
    """List the months for which something was counted, newest first, as choices of a filter."""
    months = model._default_manager.order_by("-month").values_list("month", flat=True).distinct()
    return [(f"{month:%Y-%m-%d}", f"{month:%B %Y}") for month in months]
