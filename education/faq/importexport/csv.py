"""Tables of questions as CSV files, which an export writes and an import reads."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from education.content.markdown.errors import UNPRINTABLE
from portal.web.spreadsheets import escape_formula, unescape_formula

COLUMNS = ("slug", "question", "category", "short_answer", "answer", "topics", "also_searched")
PROBLEM = "problem"  # The column with the problems of bad rows.
LARGEST = 1_000_000  # bytes
MOST_ROWS = 1000


class SheetError(ValueError):
    """A file that cannot be read as a table; the message says how to mend the file."""


@dataclass(frozen=True)
class SheetRow:
    """A row, the line of the file (from 1) on which it begins, and what is wrong with its form."""

    line: int
    cells: dict[str, str]
    problem: str = ""


def decoded(content: bytes) -> str:
    """Return the text of a UTF-8 file. Raise SheetError if it is too large or not UTF-8."""
    if len(content) > LARGEST:
        raise SheetError(
            _("The file is too large: at most %(size)d KB.") % {"size": LARGEST // 1000}
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = _("Line %(line)d is not UTF-8. Save the file as “CSV UTF-8” and upload it again.")
        raise SheetError(text % {"line": line}) from error


def read_sheet(text: str) -> list[SheetRow]:
    """Return the rows of a table that is separated by commas or semicolons.

    Raises SheetError if the table is empty, malformed or has more than `MOST_ROWS` rows.
    """
    if not text.strip():
        raise SheetError(_("The file is empty."))
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader))
        rows, line = [], reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_row(line, columns, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        words = _(
            "The table breaks off at line %(line)d: %(error)s. Often a quotation mark is open."
        )
        raise SheetError(words % {"line": reader.line_num, "error": error}) from error
    if not rows:
        raise SheetError(_("The file has a heading and no rows."))
    if len(rows) > MOST_ROWS:
        raise SheetError(_("At most %(number)d rows at a time.") % {"number": MOST_ROWS})
    return rows


def write_sheet(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """Return a CSV table that spreadsheets open as UTF-8, with formulas escaped."""
    output = StringIO()
    writer = csv.DictWriter(output, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: escape_formula(cell) for name, cell in row.items()} for row in rows)
    return "\ufeff" + output.getvalue()


def _columns(cells: Sequence[str]) -> list[str]:
    columns = [cell.strip().lower().replace(" ", "_") for cell in cells]
    if "slug" not in columns and "question" not in columns:
        text = _("The first line must name the columns: %(columns)s.")
        raise SheetError(text % {"columns": ", ".join(COLUMNS)})
    for name in columns:
        if name not in {*COLUMNS, PROBLEM}:
            text = _("“%(name)s” is not a column of questions. They are: %(columns)s.")
            raise SheetError(text % {"name": name[:40], "columns": ", ".join(COLUMNS)})
        if columns.count(name) > 1:
            raise SheetError(_("The column “%(name)s” stands twice.") % {"name": name})
    return columns


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> SheetRow:
    texts = [unescape_formula(cell.replace("\r\n", "\n").replace("\r", "\n")) for cell in cells]
    named = dict(zip(columns, texts, strict=False))
    named.pop(PROBLEM, None)
    problem = ""
    if len(cells) != len(columns):
        problem = _("cells in this row: %(cells)d; columns in the heading: %(columns)d") % {
            "cells": len(cells),
            "columns": len(columns),
        }
    elif found := next(filter(None, map(UNPRINTABLE.search, texts)), None):
        problem = _("has the unprintable character %(mark)s; take it out") % {
            "mark": ascii(found.group())
        }
    return SheetRow(line, named, problem)
