"""Template tags for charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from portal.web.charts import BarChart, Series, get_sparkline, get_stacked_bar

register = template.Library()


@register.inclusion_tag("charts/bar_chart.html")
def bar_chart(chart: BarChart) -> dict[str, Any]:
    """Render upright bars and the table of their values."""
    return {"chart": chart}


@register.inclusion_tag("charts/stacked_bar.html")
def stacked_bar(series: Sequence[Series], values: Sequence[int]) -> dict[str, Any]:
    """Render one level bar for a cell of a table that also holds the values in words."""
    return {"segments": get_stacked_bar(series, values)}


@register.inclusion_tag("charts/sparkline.html")
def sparkline(values: Sequence[int]) -> dict[str, Any]:
    """Render a small line for a cell of a table; the page holds the values in words."""
    return {"points": get_sparkline(values)}
