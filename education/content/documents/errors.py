"""Collect the errors of documents, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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
