"""Charts that the server draws as SVG: no library, no script, and a table beside each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from wagtail.admin.ui.tables import Column as TableColumn

Tone = Literal["good", "bad", "plain"]

# Units of the view box of a bar chart.
PLOT_HEIGHT = 100
COLUMN_WIDTH = 40
BAR_WIDTH = 28
SPARKLINE_WIDTH, SPARKLINE_HEIGHT = 80, 20


@dataclass(frozen=True)
class Series:
    """Name and color of one kind of value."""

    name: str | Promise
    tone: Tone = "plain"


@dataclass(frozen=True)
class Segment:
    """Rectangle of a bar, in units of the view box."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone


@dataclass(frozen=True)
class Row:
    """A label and one value per series; `url` leads to what is counted, where there is a list."""

    label: str
    values: Sequence[int]
    url: str = ""

    @property
    def total(self) -> int:
        """Return the sum of the values."""
        return sum(self.values)


@dataclass(frozen=True)
class Column:
    """Stacked bar of one row, with the place of its label and of its total."""

    row: Row
    center: float
    top: float
    segments: list[Segment]


@dataclass(frozen=True)
class BarChart:
    """Stacked upright bars, one per row; `charts/bar_chart.html` shows it with its table.

    `heading` names the chart, `label` the column of row labels in the table.
    """

    heading: str
    label: str
    series: Sequence[Series]
    rows: Sequence[Row]

    @property
    def width(self) -> int:
        """Return the width of the view box."""
        return COLUMN_WIDTH * max(len(self.rows), 1)

    @property
    def has_values(self) -> bool:
        """Return whether there is anything to draw."""
        return any(row.total for row in self.rows)

    @property
    def columns(self) -> list[Column]:
        """Return the bars from left to right; the highest fills the plot."""
        highest = max((row.total for row in self.rows), default=0) or 1
        return [self._get_column(number, row, highest) for number, row in enumerate(self.rows)]

    def _get_column(self, number: int, row: Row, highest: int) -> Column:
        x = number * COLUMN_WIDTH + (COLUMN_WIDTH - BAR_WIDTH) / 2
        segments = []
        top = float(PLOT_HEIGHT)
        for series, value in zip(self.series, row.values, strict=True):
            height = PLOT_HEIGHT * value / highest
            top -= height
            if value:
                segments.append(Segment(x, round(top, 2), BAR_WIDTH, round(height, 2), series.tone))
        return Column(row, x + BAR_WIDTH / 2, round(top, 2), segments)


def get_stacked_bar(series: Sequence[Series], values: Sequence[int]) -> list[Segment]:
    """Return the parts of one level bar in a view box of 100 by 8; no parts for no values."""
    total = sum(values)
    segments, x = [], 0.0
    for one, value in zip(series, values, strict=True):
        width = 100 * value / total if total else 0
        if value:
            segments.append(Segment(round(x, 2), 0, round(width, 2), 8, one.tone))
        x += width
    return segments


def get_sparkline(values: Sequence[int]) -> str:
    """Return the points of a line through values, for `charts/sparkline.html`.

    One value, or none, is a level line.
    """
    values = list(values) or [0]
    if len(values) == 1:
        values *= 2
    highest = max(values) or 1
    step = SPARKLINE_WIDTH / (len(values) - 1)
    # A margin of one unit keeps the stroke inside the view box.
    scale = (SPARKLINE_HEIGHT - 2) / highest
    return " ".join(
        f"{number * step:.1f},{SPARKLINE_HEIGHT - 1 - value * scale:.1f}"
        for number, value in enumerate(values)
    )


class SparklineColumn(TableColumn):
    """Column of a Wagtail table that draws a line through a sequence of numbers."""

    cell_template_name = "charts/sparkline_cell.html"


class StackedBarColumn(TableColumn):
    """Column of a Wagtail table that draws one level bar; `series` names its parts."""

    cell_template_name = "charts/stacked_bar_cell.html"

    def __init__(self, *args: Any, series: Sequence[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = series

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the series to the context of a cell."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "series": self.series}
