"""Charts: the highest bar fills the plot, parts add up, and the numbers stand in a table."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from portal.web.charts import PLOT_HEIGHT, BarChart, Row, Series, get_sparkline, get_stacked_bar

SERIES = [Series("Due"), Series("Overdue", "bad")]


def draw(*rows: Row) -> str:
    chart = BarChart("Reviews due", "Month", SERIES, rows)
    return render_to_string("charts/bar_chart.html", {"chart": chart})


def test_the_highest_bar_fills_the_plot_and_the_others_keep_their_share() -> None:
    chart = BarChart("h", "l", SERIES, [Row("Jan", [3, 1]), Row("Feb", [2, 0])])
    heights = [sum(one.height for one in column.segments) for column in chart.columns]
    assert heights == [PLOT_HEIGHT, PLOT_HEIGHT / 2]


def test_parts_of_a_bar_stand_on_each_other() -> None:
    due, overdue = BarChart("h", "l", SERIES, [Row("Jan", [3, 1])]).columns[0].segments
    assert due.y + due.height == PLOT_HEIGHT
    assert overdue.y + overdue.height == due.y


def test_every_number_of_a_chart_stands_in_its_table() -> None:
    html = draw(Row("Jan", [3, 1], url="/cms/reviews/"), Row("Feb", [2, 0]))
    assert re.findall(r"<td>(\d+)</td>", html) == ["3", "1", "2", "0"]
    assert '<a href="/cms/reviews/">Jan</a>' in html


def test_a_chart_of_nothing_shows_its_table_alone() -> None:
    html = draw(Row("Jan", [0, 0]))
    assert "<svg" not in html
    assert "<td>0</td>" in html
    assert "<svg" not in draw()


def test_labels_of_a_chart_are_escaped() -> None:
    assert "<script>" not in draw(Row("<script>", [1, 0]))


def test_parts_of_a_level_bar_fill_it() -> None:
    parts = get_stacked_bar(SERIES, [1, 3])
    assert [(one.x, one.width) for one in parts] == [(0, 25), (25, 75)]
    assert get_stacked_bar(SERIES, [0, 0]) == []


def test_a_sparkline_rises_with_its_values() -> None:
    heights = [float(point.split(",")[1]) for point in get_sparkline([0, 1, 4]).split()]
    assert heights == sorted(heights, reverse=True)
    assert len(get_sparkline([]).split()) == len(get_sparkline([5]).split()) == 2
