"""Record the objects that a page depends on while it renders.

Code that fetches data for a page declares what would change it: `add_dependencies("page:12",
"list:menu")`. A query outside `declared_dependencies()` is recorded by the tables that it reads.
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
    """Record what the page that is being rendered shows. Do nothing outside a recording."""
    noted = _keys.get()
    if noted is not None:
        noted.update(keys)


@contextmanager
def declared_dependencies() -> Iterator[None]:
    """Record no tables for the queries inside: the caller adds their dependency keys itself."""
    token = _is_explained.set(True)
    try:
        yield
    finally:
        _is_explained.reset(token)


@contextmanager
def record_dependencies() -> Iterator[set[str]]:
    """Yield a set that collects the dependency keys of what is rendered inside."""
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
    """Return the dependency key of all rows in a table."""
    return f"table:{name}"
