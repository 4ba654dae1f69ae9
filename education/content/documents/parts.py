"""Split a body into its parts: headings, texts, directives and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from education.content.documents.errors import Report
from education.content.documents.lines import Line

_HEADING = re.compile(r"(#{2,3}) (\S.*)")
_DIRECTIVE = re.compile(r":::([a-z]+(?:-[a-z]+)*)(?: +(\S.*))?")
_COMMENT = re.compile(r"<!-- (facts|reviewer|editor): (\S.*?) -->")
_POINT = re.compile(r"- (\S.*)")
_NUMBERED = re.compile(r"(\d+)\. (\S.*)")
# Marks of Markdown that this grammar does not have; as plain text they would reach a reader.
_FOREIGN = re.compile(r"\s|[*+] |>|\||```|~~~|\d+\) |!\[|-|=+$")


@dataclass(frozen=True)
class Heading:
    """A heading of a section (level 2) or of a part of a section (level 3)."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph (one item, however many lines), or a list with an item a line."""

    line: int
    shape: Literal["paragraph", "points", "numbers"]
    items: tuple[Line, ...]


@dataclass(frozen=True)
class Directive:
    """A directive: the lines between `:::name argument` and `:::`."""

    line: int
    name: str
    argument: str
    inside: tuple[Line, ...]


@dataclass(frozen=True)
class Comment:
    """A comment: facts that a text states, or a remark to the reviewer or the editor."""

    line: int
    about: str
    text: str


@dataclass(frozen=True)
class Rule:
    """The line `---` between a short answer and the full answer."""

    line: int


Part = Heading | Text | Directive | Comment | Rule


def split_parts(lines: Iterable[Line], report: Report) -> list[Part]:
    """Return the parts of a body, in order, and report the lines that fit no part."""
    splitter = _Splitter(report)
    for line in lines:
        splitter.take(line)
    splitter.close()
    return splitter.parts


@dataclass
class _Splitter:
    report: Report
    parts: list[Part] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    opened: Directive | None = None
    inside: list[Line] = field(default_factory=list)

    def take(self, line: Line) -> None:
        line = Line(line.number, line.text.rstrip())
        if line.text.startswith(":::"):
            self._end_text()
            self._fence(line)
        elif self.opened:
            self.inside.append(line)
        elif part := self._single(line):
            self._end_text()
            self.parts.append(part)
        elif not line.text:
            self._end_text()

    def close(self) -> None:
        self._end_text()
        self._refuse_unclosed()

    def _single(self, line: Line) -> Part | None:
        """Return the part that a single line is, or None; any other line is kept as text."""
        number, text = line
        if text == "---":
            return Rule(number)
        if text.startswith("#"):
            return self._heading(line)
        if text.startswith("<!--"):
            return self._comment(line)
        if text:
            self.text.append(line)
        return None

    def _heading(self, line: Line) -> Heading | None:
        if found := _HEADING.fullmatch(line.text):
            return Heading(line.number, len(found[1]), found[2])
        self.report.add(line.number, "headings are ## and ###; the title is the one above them")
        return None

    def _comment(self, line: Line) -> Comment | None:
        if found := _COMMENT.fullmatch(line.text):
            return Comment(line.number, found[1], found[2])
        allowed = "<!-- facts: … -->, <!-- reviewer: … -->, <!-- editor: … -->"
        self.report.add(line.number, f"comments stand on one line; allowed: {allowed}")
        return None

    def _fence(self, line: Line) -> None:
        if line.text == ":::":
            self._end_directive(line)
            return
        self._refuse_unclosed()
        if found := _DIRECTIVE.fullmatch(line.text):
            self.opened = Directive(line.number, found[1], found[2] or "", ())
        else:
            self.report.add(line.number, 'a directive opens with ":::name words" and closes ":::"')

    def _end_directive(self, line: Line) -> None:
        if self.opened is None:
            self.report.add(line.number, '":::" closes nothing that is open')
            return
        start = self.opened
        self.parts.append(Directive(start.line, start.name, start.argument, tuple(self.inside)))
        self._forget_directive()

    def _refuse_unclosed(self) -> None:
        if self.opened:
            self.report.add(self.opened.line, f":::{self.opened.name} is not closed with :::")
            self._forget_directive()

    def _forget_directive(self) -> None:
        self.opened = None
        self.inside = []

    def _end_text(self) -> None:
        lines, self.text = self.text, []
        if lines:
            self.parts.append(_text(lines, self.report))


def _text(lines: list[Line], report: Report) -> Text:
    points = [_POINT.fullmatch(line.text) for line in lines]
    numbers = [_NUMBERED.fullmatch(line.text) for line in lines]
    if all(points):
        return _list("points", lines, [found[1] for found in points if found])
    if all(numbers):
        counted = [found[1] for found in numbers if found]
        if counted != [str(place) for place in range(1, len(counted) + 1)]:
            report.add(lines[0].number, "the numbers of a list must be 1, 2, 3 and so on")
        return _list("numbers", lines, [found[2] for found in numbers if found])
    return _paragraph(lines, report)


def _list(shape: Literal["points", "numbers"], lines: list[Line], texts: list[str]) -> Text:
    items = (Line(line.number, text) for line, text in zip(lines, texts, strict=True))
    return Text(lines[0].number, shape, tuple(items))


def _paragraph(lines: list[Line], report: Report) -> Text:
    for line in lines:
        if _FOREIGN.match(line.text) or _NUMBERED.fullmatch(line.text):
            report.add(
                line.number,
                "is neither a paragraph nor an item of a list; lists have one item a line, "
                '"- words" or "1. words", an empty line before and after, and no indent',
            )
    first = lines[0].number
    return Text(first, "paragraph", (Line(first, " ".join(line.text for line in lines)),))
