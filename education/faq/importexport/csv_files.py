"""Tables of questions as CSV files, which an export writes and an import reads."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.utils.translation import gettext as _

from education.content.markdown.errors import UNPRINTABLE
from portal.web.spreadsheets import escape_formula, unescape_formula

COLUMNS = ("slug", "question", "category", "short_answer", "answer", "topics", "search_terms")
PROBLEM = "problem"  # The column with the problems of bad rows.
LARGEST = 1_000_000  # bytes
MOST_ROWS = 1000
# Excel writes a first line such as `sep=;` that names the delimiter.
_DELIMITER_LINE = re.compile(r" *sep=([,;\t])[,;\t ]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
_UNNAMED = ""


class SheetError(ValueError):
    """A file that cannot be read as a table; the message says how to fix the file."""


@dataclass(frozen=True)
class SheetRow:
    """A row, the line of the file (from 1) on which it begins, and what is wrong with its form."""

    line: int
    cells: dict[str, str]
    problem: str = ""


def decoded(content: bytes) -> str:
    """Return the text of a UTF-8 file. Raise SheetError if it is too large or not UTF-8."""
    if len(content) > LARGEST:
        limit = {"size": LARGEST // 1_000_000}
        raise SheetError(_("The file is too large: at most %(size)d MB.") % limit)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        text = _("Line %(line)d is not UTF-8. Save the file as “CSV UTF-8” and upload it again.")
        raise SheetError(text % {"line": line}) from error


def comparable(name: str) -> str:
    """Return a name in the form in which two spellings of it are equal.

    Case, spaces, punctuation and invisible characters make no difference.
    """
    visible = "".join(char for char in name if unicodedata.category(char) != "Cf")
    folded = unicodedata.normalize("NFKC", visible).casefold().replace("&", " and ")
    return "_".join(re.findall(r"[^\W_]+", folded))


def read_sheet(text: str) -> list[SheetRow]:
    """Return the rows of a table that is separated by commas, semicolons or tabs.

    Raises SheetError if the table is empty, malformed or has more than `MOST_ROWS` rows.
    """
    if not text.strip():
        raise SheetError(_("The file is empty."))
    lines = _filled_lines(text)
    _line, heading = next(lines, (1, []))
    columns = _columns(heading)
    rows = [_row(line, columns, cells) for line, cells in lines]
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


def _filled_lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each line that has any text, the heading first."""
    named = _DELIMITER_LINE.match(text)
    table = text[named.end() :] if named else text
    skipped = 1 if named else 0
    delimiter = named[1] if named else _guess_delimiter(table)
    reader = csv.reader(StringIO(table, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        words = _(
            "The table breaks off at line %(line)d: %(error)s. Often a quotation mark is open."
        )
        line = skipped + reader.line_num
        raise SheetError(words % {"line": line, "error": error}) from error


def _guess_delimiter(table: str) -> str:
    """Return the delimiter that is most frequent in the first line with any text."""
    lines = (line for line in table.splitlines() if line.strip(",;\t "))
    head = next(lines, "")
    return max(",;\t", key=head.count)


def _columns(cells: Sequence[str]) -> list[str]:
    """Return the names of the columns; those without a heading are `_UNNAMED`."""
    columns = [comparable(cell) for cell in cells]
    if "slug" not in columns and "question" not in columns:
        text = _("The first line must name the columns: %(columns)s.")
        raise SheetError(text % {"columns": ", ".join(COLUMNS)})
    for name, cell in zip(columns, cells, strict=True):
        if name not in {*COLUMNS, PROBLEM, _UNNAMED}:
            text = _("“%(name)s” is not a column of questions. The columns are: %(columns)s.")
            raise SheetError(text % {"name": cell.strip()[:40], "columns": ", ".join(COLUMNS)})
        if name != _UNNAMED and columns.count(name) > 1:
            raise SheetError(_("The column “%(name)s” appears twice.") % {"name": name})
    return columns


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> SheetRow:
    texts = [unescape_formula(cell.replace("\r\n", "\n").replace("\r", "\n")) for cell in cells]
    pairs = list(zip(columns, texts, strict=False))
    named = {name: cell for name, cell in pairs if name not in {PROBLEM, _UNNAMED}}
    beyond = [cell for name, cell in pairs if name == _UNNAMED] + texts[len(columns) :]
    problem = ""
    if len(cells) < len(columns) or any(cell.strip() for cell in texts[len(columns) :]):
        problem = _("cells in this row: %(cells)d; columns in the heading: %(columns)d") % {
            "cells": len(cells),
            "columns": len(columns),
        }
    elif extra := next((cell.strip() for cell in beyond if cell.strip()), ""):
        problem = _("“%(text)s” is in a column without a heading") % {"text": extra[:40]}
    elif found := next(filter(None, map(UNPRINTABLE.search, texts)), None):
        problem = _("contains the unprintable character %(mark)s; delete it") % {
            "mark": ascii(found.group())
        }
    return SheetRow(line, named, problem)
