"""Long lists in parts, whose cost does not grow with the length of the list.

A part begins after a row, not at a number: to count up to a number, a database would have to read
all rows before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import F, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from education.content.querysets import Listing

MOST = 200  # rows on one page: enough for the whole glossary
_LONGEST_NUMBER = 63  # bits, in any database
_ASKED = re.compile(r"[-\w]{1,255}(~[-\w]{1,255}){0,3}")


@dataclass(frozen=True)
class KeysetPaginator:
    """The part of a list that was asked for, sorted by `columns`: up to `MOST` rows.

    No two rows may have the same values in all of them, and an index should begin with them.
    `asked` is the parameter `page`: the columns of the row before the part. An invalid value stands
    for the beginning.
    """

    model: type[Model]
    columns: Sequence[str]
    asked: str = ""
    name: str = ""  # where a page has several lists

    @property
    def is_later(self) -> bool:
        """Return whether the part is not the first one."""
        return bool(self._before)

    def part(self, rows: QuerySet[Any], columns: Sequence[str]) -> Listing:
        """Return a listing of the part and one more row, which tells whether the list goes on."""
        chosen = rows.filter(self._following()).order_by(*self.columns).values("pk")[: MOST + 1]
        place = Window(RowNumber(), order_by=[F(column) for column in self.columns])
        # The database numbers the rows, as it sorts text differently from Python.
        placed = self.model._default_manager.filter(pk__in=chosen).annotate(place=place)
        return Listing(placed, [*columns, "place"])

    def shown(self, found: Sequence[Any]) -> list[Any]:
        """Return the rows that belong to the part."""
        return [row for row in found if row.place <= MOST]

    def onward(self, found: Sequence[Any]) -> str:
        """Return the address of the next part; empty at the end of the list."""
        if len(found) <= MOST:
            return ""
        last = next(row for row in found if row.place == MOST)
        values = (str(getattr(last, column)) for column in self.columns)
        return self.address("~".join([self.name, *values] if self.name else [*values]))

    def address(self, after: str) -> str:
        """Return the address of the part that follows these values."""
        return "?" + urlencode({"page": after}, safe="~")

    @property
    def _before(self) -> list[Any]:
        words = self.asked.split("~") if _ASKED.fullmatch(self.asked) else []
        if self.name:
            words = words[1:] if words[:1] == [self.name] else []
        try:
            return [self._value(*pair) for pair in zip(self.columns, words, strict=True)]
        except (ValidationError, ValueError):
            return []

    def _value(self, column: str, word: str) -> Any:
        meta = self.model._meta
        field: Any = meta.pk if column == "pk" else meta.get_field(column)
        value = field.to_python(word)
        if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
            raise ValueError(word)
        return value

    def _following(self) -> Q:
        before = dict(zip(self.columns, self._before, strict=False))
        if not before:
            return Q()
        # The condition on the first column alone lets the database start within an index.
        following = Q(**{f"{self.columns[0]}__gte": before[self.columns[0]]})
        later = Q()
        for place, column in enumerate(self.columns):
            alike = {name: before[name] for name in self.columns[:place]}
            later |= Q(**alike, **{f"{column}__gt": before[column]})
        return following & later
