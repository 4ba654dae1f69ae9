"""What a page shows, noted while it is rendered.

Whoever fetches for a page says what would change it: `tag("page:12", "list:menu")`. A query that
nobody has explained (outside `explained()`) is noted by the tables that it reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

_TABLE = re.compile(r'\b(?:FROM|JOIN)\s+"(\w+)"', re.IGNORECASE)
_keys: ContextVar[set[str] | None] = ContextVar("keys_of_a_rendering", default=None)
_is_explained: ContextVar[bool] = ContextVar("query_is_explained", default=False)


def add_dependencies(*keys: str) -> None:
    """Notes what the page that is being rendered shows. Outside of a recording it does nothing."""
    noted = _keys.get()
    if noted is not None:
        noted.update(keys)


@contextmanager
def declared_dependencies() -> Iterator[None]:
    """Around queries whose caller tags what they find, and what they would find later."""
    token = _is_explained.set(True)
    try:
        yield
    finally:
        _is_explained.reset(token)


@contextmanager
def record_dependencies() -> Iterator[set[str]]:
    """Collects the keys of what is rendered inside."""
    noted: set[str] = set()
    token = _keys.set(noted)
    try:
        with connection.execute_wrapper(_note_tables):
            yield noted
    finally:
        _keys.reset(token)


def _note_tables(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
    if not _is_explained.get():
        add_dependencies(*(table_key(name) for name in _TABLE.findall(sql)))
    return execute(sql, *args)


def table_key(name: str) -> str:
    """The key of all that stands in a table."""
    return f"table:{name}"
