"""The pages and questions that a reader selected, stored in the address only.

There is no account, no cookie and no database row. Parameters of /booklet/, /booklet/print/ and
/booklet/booklet.pdf, by GET or POST. Any page may link to them or hold a form with method GET that
does:

- `p`: a page by its address without outer slashes, as `treatments/surgery` or `faq/how-long`.
  Repeat it for more pages; their order is the order of the booklet. At most MOST_PAGES are printed.
- `ask`: a question that one of these pages offers: its key (`question_key`) or its whole text.
  Repeat it for more. At most MOST_QUESTIONS are printed.
- `open`: `1` also prints the parts that are closed on a page until a reader opens them.
- `paper`: `letter` for a PDF on US letter instead of A4.
- `did`: the last change (`added`, `out`, `none`), for the message of /booklet/.

By POST to /booklet/ also: `add` (a page to add), `up`, `down` and `drop` (a page to move or
remove), `do` (`add`, `print`, or the paper of a PDF: `a4`, `letter`), and `own` (the reader's own
questions, one per line), which is never part of an address and never stored.

Pages and questions beyond the limits are not dropped silently: `extra_pages` and `extra_asks` hold
them, and every page of the booklet names them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import unquote
from zlib import crc32

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.text import slugify

MOST_PAGES = 20
MOST_QUESTIONS = 60
MOST_LETTERS = 100  # of a key: the longest address of a page is far shorter
_MOST_READ = 300  # keys that are read at most, far beyond both limits
_SHORT = 32  # letters of a question's key, so that 60 of them fit into an address
_LAST_PART = re.compile(r"-[0-9a-f]{8}$")  # of a shortened key
_AMPERSANDS = re.compile(r"^(?:amp;)+")
# Characters that mail and chat programs put around an address, or take for its end.
_AROUND = " \t\r\n/<>()[]{}\"'“”‘’«».,;:!?*|\\…_~`"


@dataclass(frozen=True)
class Selection:
    """The selected pages (address without outer slashes) and questions (key), in order.

    `opened` includes the parts that are closed on a page, such as the outlook. `extra_pages` and
    `extra_asks` are the pages and questions beyond the limits.
    """

    pages: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    opened: bool = False
    extra_pages: tuple[str, ...] = ()
    extra_asks: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: QueryDict) -> Self:
        """Return the selection in an address or form, even if mail programs changed the address."""
        found: dict[str, list[str]] = {"p": [], "ask": [], "open": []}
        for name, value in _pairs(data):
            if name in found:
                found[name].append(value)
        pages = _distinct(map(_page_key, found["p"]))
        asks = _distinct(map(question_key, found["ask"]))
        return cls(
            pages[:MOST_PAGES],
            asks[:MOST_QUESTIONS],
            any(value.strip(_AROUND) not in {"", "0"} for value in found["open"]),
            pages[MOST_PAGES:],
            asks[MOST_QUESTIONS:],
        )

    @property
    def query(self) -> str:
        """Return the selection as a query string, without what is beyond the limits."""
        pairs = [("p", key) for key in self.pages] + [("ask", key) for key in self.asks]
        pairs += [("open", "1")] if self.opened else []
        return urlencode(pairs).replace("%2F", "/")

    def with_pages(self, keys: Iterable[str]) -> Selection:
        """Return a copy with more pages at the end."""
        pages = _distinct([*self.pages, *self.extra_pages, *map(_page_key, keys)])
        return replace(self, pages=pages[:MOST_PAGES], extra_pages=pages[MOST_PAGES:])

    def without(self, key: str) -> Selection:
        """Return a copy that lacks a page."""
        return replace(self, pages=tuple(one for one in self.pages if one != key))

    def moved(self, key: str, by: int) -> Selection:
        """Return a copy with a page moved by some places, earlier when `by` is below zero."""
        if key not in self.pages:
            return self
        others = self.without(key)
        place = max(0, min(self.pages.index(key) + by, len(others.pages)))
        return replace(self, pages=(*others.pages[:place], key, *others.pages[place:]))


def question_key(words: str) -> str:
    """Return a short key for the text of a question; a key is returned unchanged."""
    slug = slugify(_decoded(words)[:1000])
    if len(slug) <= _SHORT:
        return slug
    return f"{slug[: _SHORT - 9].rstrip('-')}-{crc32(slug.encode()):08x}"


def words_of(key: str) -> str:
    """Return the words in the key of a question, which are its first ones in a shortened key."""
    whole = _LAST_PART.sub("", key)
    return whole.replace("-", " ") + ("" if whole == key else " …")


def _pairs(data: QueryDict) -> Iterator[tuple[str, str]]:
    """Yield names and values, also after `&amp;` or from a query that was percent-encoded twice."""
    for name, values in data.lists():
        bare = _AMPERSANDS.sub("", name)
        if "=" in bare:  # `p%3Da%26p%3Db`: the whole query became one name
            yield from (
                (inner, value)
                for inner, inner_values in QueryDict(bare).lists()
                for value in inner_values
            )
        yield from ((bare, value) for value in values)


def _decoded(value: str) -> str:
    """Return a value without one or two needless percent-encodings."""
    for _again in range(2):
        value = unquote(value) if "%" in value else value
    return value


def _page_key(value: str) -> str:
    """Return the key of a page without characters around it; an overlong key ends with “…”.

    Spaces and invisible characters, such as the zero-width space, are no part of a key.
    """
    seen = (one for one in _decoded(value) if unicodedata.category(one) not in {"Cc", "Cf"})
    key = "".join("".join(seen).split()).strip(_AROUND)
    return key if len(key) <= MOST_LETTERS else f"{key[:MOST_LETTERS]}…"


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if key)[:_MOST_READ]
