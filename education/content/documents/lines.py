"""Read files as numbered lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from education.content.documents.errors import Report

# Control characters and lone surrogates: a database or a browser would fail on them much later.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Line(NamedTuple):
    """A line of a file and its number, from 1."""

    number: int
    text: str


def read_lines(path: Path, report: Report) -> list[Line] | None:
    """Return the lines of a UTF-8 file, or None after reporting that it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = error.object[: error.start].count(b"\n") + 1
        report.add(number, "is not UTF-8; save the file with that encoding")
        return None
    except OSError:
        report.add(1, "cannot be read; the seed needs this file")
        return None
    return [_checked(Line(*line), report) for line in enumerate(_split(text), start=1)]


def _split(text: str) -> list[str]:
    # Not splitlines(): it also splits where editors count no line.
    return text.replace("\r\n", "\n").split("\n")


def _checked(line: Line, report: Report) -> Line:
    if found := UNPRINTABLE.search(line.text):
        report.add(line.number, f"has the unprintable character {found.group()!a}; take it out")
    return Line(line.number, UNPRINTABLE.sub("", line.text))
