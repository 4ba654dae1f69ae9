"""What a reader has gathered. It lives in the address alone: no account, no cookie, no record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.http import urlencode

MOST_PAGES = 12
MOST_QUESTIONS = 30
MOST_LETTERS = 100  # of a key: the longest address of a page is far shorter


@dataclass(frozen=True)
class Selection:
    """Pages by their address without outer slashes, questions by their key, in order.

    `opened` lets in the parts that a reader of a page must open, as the outlook.
    """

    pages: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    opened: bool = False

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """What an address or a form asks for. What nobody could mean is left out."""
        return cls(
            _kept(data.getlist("p"), MOST_PAGES),
            _kept(data.getlist("ask"), MOST_QUESTIONS),
            bool(data.get("open")),
        )

    @property
    def query(self) -> str:
        """The same selection, for an address."""
        opened = [("open", "1")] if self.opened else []
        pairs = [("p", key) for key in self.pages] + [("ask", key) for key in self.asks]
        return urlencode([*pairs, *opened]).replace("%2F", "/")

    def with_pages(self, keys: Iterable[str]) -> Selection:
        """The same and more pages at its end."""
        return replace(self, pages=_kept([*self.pages, *keys], MOST_PAGES))

    def without(self, key: str) -> Selection:
        """The same without a page."""
        return replace(self, pages=tuple(one for one in self.pages if one != key))

    def moved(self, key: str, by: int) -> Selection:
        """The same with a page some places earlier (below zero) or later."""
        if key not in self.pages:
            return self
        others = self.without(key)
        place = max(0, min(self.pages.index(key) + by, len(others.pages)))
        return replace(self, pages=(*others.pages[:place], key, *others.pages[place:]))


def _kept(keys: Iterable[str], most: int) -> tuple[str, ...]:
    known = dict.fromkeys(key.strip("/ ") for key in keys)
    sane = [key for key in known if key and "\0" not in key and len(key) <= MOST_LETTERS]
    return tuple(sane[:most])
