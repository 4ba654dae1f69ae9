"""Escape exported cells, so that a reader's search never becomes a formula in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

# A spreadsheet interprets a cell that begins like this as a formula, and runs it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def escape_formula(text: str) -> str:
    """Return a cell that no spreadsheet interprets as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Return a cell as it was before `escape_formula`."""
    return text[1:] if _GUARDED.match(text) else text


def escape_cells(preprocess: Callable[..., Any]) -> Callable[..., Any]:
    """Return a `preprocess_field_value` method that escapes texts exported as CSV.

    In XLSX Wagtail marks the cells as text itself.
    """

    @wraps(preprocess)
    def wrapped(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = preprocess(view, field, value, export_format)
        is_text = isinstance(cell, str) and export_format == view.FORMAT_CSV
        return escape_formula(cell) if is_text else cell

    return wrapped
