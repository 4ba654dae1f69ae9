"""Lists of the admin whose rows are computed, so that no query sorts them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any


class ComputedRowsMixin:
    """Mixin for a Wagtail list whose base queryset is a list of rows."""

    ordering: str | None

    def order_queryset(self, rows: list[Any]) -> list[Any]:
        """Return the rows by the chosen column; rows without a value stand last."""
        if not self.ordering:
            return rows
        name = self.ordering.removeprefix("-")
        filled = [row for row in rows if getattr(row, name) not in (None, "")]
        empty = [row for row in rows if getattr(row, name) in (None, "")]
        backward = self.ordering.startswith("-")
        return [*sorted(filled, key=partial(_sort_value, name=name), reverse=backward), *empty]


def _sort_value(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value if isinstance(value, dt.date | int) else str(value).lower()
