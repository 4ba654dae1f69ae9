"""Chart of the reviews that are due in the next months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from education.review.dates import months_later
from education.review.enums import ReviewState
from education.review.status import ReviewUrgency
from education.review.status import Row as ReviewRow
from portal.web.charts import BarChart, Row, Series

_MONTHS = 12


def get_review_chart(rows: Iterable[ReviewRow]) -> BarChart:
    """Return the number of reviews that are overdue, and of those due in each of twelve months."""
    today = timezone.localdate()
    days = [
        row.next_review_on
        for row in rows
        if row.next_review_on and row.status.state != ReviewState.WITHDRAWN
    ]
    overdue = sum(day < today for day in days)
    due = Counter(day.replace(day=1) for day in days if day >= today)
    months = [months_later(today.replace(day=1), number) for number in range(_MONTHS)]
    overdue_url = f"{reverse('review:report')}?{urlencode({'need': ReviewUrgency.OVERDUE})}"
    return BarChart(
        heading=_("Reviews due by month"),
        label=_("Month"),
        series=[Series(_("Overdue"), "bad"), Series(_("Due"))],
        rows=[
            Row(_("Late"), [overdue, 0], overdue_url if overdue else ""),
            *(Row(date_format(month, "M"), [0, due[month]]) for month in months),
        ],
    )
