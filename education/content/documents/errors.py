"""Collect the errors of documents, each with its file and line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, with the file and the line (from 1) at which it stands."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class SeedError(Exception):
    """The seed has problems, so nothing of it may be used."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Report:
    """Takes down the problems of one file, in the list that all files share."""

    path: str
    problems: list[Problem]

    def add(self, line: int, message: str) -> None:
        """Notes what is wrong on a line."""
        self.problems.append(Problem(self.path, line, message))
