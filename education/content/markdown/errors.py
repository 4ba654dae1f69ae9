"""Read text files, and collect their errors, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext

# Control characters and lone surrogates: a database or a browser would fail on them much later.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, order=True)
class Problem:
    """An error in a document: the file, the line (from 1) and the message."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class SeedError(Exception):
    """An error with all problems of a seed, which must not be used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Report:
    """The problems of one file, added to a list that all files share."""

    path: str
    problems: list[Problem]

    def add(self, line: int, message: str) -> None:
        """Add a problem on a line (from 1) of the file."""
        self.problems.append(Problem(self.path, line, message))


def read_text(path: Path, report: Report) -> str | None:
    """Return the text of a UTF-8 file, or None after reporting that it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        number = error.object[: error.start].count(b"\n") + 1
        report.add(number, gettext("is not UTF-8; save the file with that encoding"))
        return None
    except OSError:
        report.add(1, gettext("cannot be read; the seed needs this file"))
        return None
    for found in UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        message = gettext("has the unprintable character %s; delete it") % ascii(found.group())
        report.add(line, message)
    return UNPRINTABLE.sub("", text)
