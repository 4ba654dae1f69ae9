"""Cells of tables that people save and open: a reader's search must not become a formula there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

# A spreadsheet would take a cell that begins like this for a formula, and run it.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def escape_formula(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """A cell as it was before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text


def escape_cells(preprocess: Callable[..., Any]) -> Callable[..., Any]:
    """Guards the texts of what Wagtail exports as CSV; in XLSX it marks them as text itself."""

    @wraps(preprocess)
    def wrapped(view: Any, field: str, value: Any, export_format: str) -> Any:
        cell = preprocess(view, field, value, export_format)
        is_text = isinstance(cell, str) and export_format == view.FORMAT_CSV
        return escape_formula(cell) if is_text else cell

    return wrapped
