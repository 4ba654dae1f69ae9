"""Read YAML mappings that know their lines, and take only the keys that someone asks for.

Values are read as the text that stands in the file: the reader of a key says what it must be. So
`no` is a word and not False, and a number or a date that is none is a problem with a line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from education.content.blocks.rich_text import TOKEN, TOKENS
from education.content.documents.errors import Report
from education.content.documents.lines import UNPRINTABLE, Line, read_lines
from education.content.documents.markup import first_mark
from education.content.documents.references import Names

T = TypeVar("T")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def is_slug(text: str) -> bool:
    """Whether a text can be a part of an address: small letters, digits and single hyphens."""
    return _SLUG.fullmatch(text) is not None


@dataclass
class Record:
    """A mapping from a YAML file; `close` refuses the keys that nobody asked for."""

    line: int
    report: Report
    values: dict[str, yaml.Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """The line of a key, or of the whole where the key is missing."""
        return self.lines.get(key, self.line)

    def complain(self, key: str, message: str) -> None:
        """Notes what is wrong with the value of a key."""
        self.report.add(self.line_of(key), f'"{key}" {message}')

    def ask(self, key: str, *, needed: bool = True) -> yaml.Node | None:
        """What stands under a key, which is thereby allowed; None where it is missing."""
        self.asked[key] = None
        node = self.values.get(key)
        if node is None and needed:
            self.report.add(self.line, f'the key "{key}" is missing')
        return node

    def text(self, key: str, default: str | None = None) -> str:
        """A line of text, never empty; a key without a default must be there."""
        node = self.ask(key, needed=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.complain(key, "must be a text, and not empty")
            return ""
        return self._words(key, node)

    def message(self, key: str, default: str | None = None) -> str:
        """Return a line of text in which site settings may stand, as {{ emergency_number }}."""
        node = self.ask(key, needed=default is None)
        if not isinstance(node, yaml.ScalarNode):
            return self.text(key, default)
        for name in TOKEN.findall(node.value):
            if name not in TOKENS:
                self.complain(key, f'has "{name}"; allowed: {", ".join(TOKENS)}')
        self._words(key, yaml.ScalarNode(node.tag, TOKEN.sub("", node.value)))
        return " ".join(node.value.split())

    def slug(self, key: str) -> str:
        """A text that can be a part of an address."""
        text = self.text(key)
        if text and not is_slug(text):
            self.complain(key, f'is "{text}"; allowed: small letters, digits and single hyphens')
        return text

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """One of some words."""
        text = self.text(key)
        if text and text not in allowed:
            self.complain(key, f'is "{text}"; allowed: {", ".join(allowed)}')
        return text

    def number(self, key: str) -> int:
        """A whole number from 1 to 999."""
        text = self.text(key)
        if _NUMBER.fullmatch(text):
            return int(text)
        if text:
            self.complain(key, f'is "{text}"; allowed: a whole number from 1 to 999')
        return 0

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether a key says `true`; anything but `true` and `false` is a problem."""
        text = self.text(key, default=str(default).lower())
        if text not in {"true", "false"}:
            self.complain(key, f'is "{text}"; allowed: true, false')
        return text == "true"

    def date(self, key: str, *, needed: bool = True) -> dt.date | None:
        """A day, as 2026-11-21; None for a key that is missing and not needed."""
        if not needed and key not in self.values:
            self.asked[key] = None
            return None
        text = self.text(key)
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            if text:
                self.complain(key, f'is "{text}"; allowed: a day as 2026-11-21')
            return dt.date.min

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """A list of texts, none of them twice; it may be empty."""
        node = self.ask(key, needed=default is None)
        if node is None:
            return tuple(default or ())
        if not isinstance(node, yaml.SequenceNode):
            self.complain(key, "must be a list, as [one, two]")
            return ()
        texts = tuple(self._items(key, node))
        for text in sorted({text for text in texts if texts.count(text) > 1}):
            self.complain(key, f'has "{text}" twice')
        return texts

    def references(
        self, key: str, noun: str, names: Names, default: Sequence[str] | None = None
    ) -> tuple[str, ...]:
        """A list of names, each of something that there is."""
        found = self.texts(key, default)
        for name in found:
            names.check(noun, name, self.line_of(key), self.report)
        return found

    def peek(self, key: str) -> str:
        """The text of a key, unchecked, without asking for it."""
        node = self.values.get(key)
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def close(self) -> None:
        """Refuses the keys that nobody asked for."""
        for key in self.values.keys() - self.asked.keys():
            self.report.add(
                self.lines[key], f'unknown key "{key}"; allowed: {", ".join(self.asked)}'
            )

    def _items(self, key: str, node: yaml.SequenceNode) -> Iterator[str]:
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and item.value.strip():
                yield self._words(key, item)
            else:
                self.complain(key, "must be a list of texts, none of them empty")

    def _words(self, key: str, node: yaml.ScalarNode) -> str:
        # An escape in quotes brings in what the file itself could not hold.
        if UNPRINTABLE.search(node.value):
            self.complain(key, "has a character that cannot be printed")
        if mark := first_mark(node.value):
            self.complain(key, f'has "{mark}": this text takes no marks')
        return " ".join(node.value.split())


def read_record(lines: Sequence[Line], report: Report) -> Record | None:
    """The one mapping that the lines are, or None (and a problem)."""
    first = lines[0].number if lines else 1
    node = _compose(lines, first, report)
    return None if node is None else _record(node, first, report)


def read_records(whole: Record, key: str) -> list[Record] | None:
    """The list of mappings under a key, or None (and a problem)."""
    node = whole.ask(key)
    if not isinstance(node, yaml.SequenceNode):
        if node is not None:
            whole.complain(key, "must be a list, each item a mapping of keys and values")
        return None
    records = [_record(item, 1, whole.report) for item in node.value]
    return [record for record in records if record is not None]


def _compose(lines: Sequence[Line], first: int, report: Report) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(
            "\n".join(line.text for line in lines), Loader=yaml.BaseLoader
        )
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        # PyYAML lets some of Python's own errors out: a number in an escape or a directive that
        # is too large, brackets that are too deep.
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        report.add(
            first + (mark.line if mark else 0),
            f"is not valid YAML: {what} (a text with a colon or a # in it needs quotes)",
        )
        return None
    if node is None:
        report.add(first, "is empty; it needs keys and values")
    return node


def _record(node: yaml.Node, first: int, report: Report) -> Record | None:
    record = Record(node.start_mark.line + first, report)
    if not isinstance(node, yaml.MappingNode):
        report.add(record.line, "must be a mapping of keys and values")
        return None
    for key, value in node.value:
        _enter(record, key, value, key.start_mark.line + first)
    return record


def _enter(record: Record, key: yaml.Node, value: yaml.Node, line: int) -> None:
    if not isinstance(key, yaml.ScalarNode):
        record.report.add(line, "a key must be a word")
    elif key.value in record.values:
        record.report.add(line, f'the key "{key.value}" stands twice')
    else:
        record.values[key.value] = value
        record.lines[key.value] = line


@dataclass(frozen=True)
class RecordFile:
    """The records of one file; `names` is None where the file cannot be read."""

    records: Sequence[Record]
    names: Sequence[str] | None

    def read(self, reading: Callable[[Record], T]) -> tuple[T, ...]:
        """What the records say; a key that the reading does not ask for is a problem."""
        return tuple(_read(record, reading) for record in self.records)


def open_records(
    file: Path, report: Report, key: str, name: str, *, alone: bool = True
) -> RecordFile:
    """The records under a key (`alone`: the only one) of a file, each named by its key `name`."""
    lines = read_lines(file, report)
    whole = read_record(lines, report) if lines else None
    records = read_records(whole, key) if whole else None
    if whole is None or records is None:
        return RecordFile((), None)
    if alone:
        whole.close()
    names = [record.peek(name) for record in records]
    for place, record in enumerate(records):
        if names[place] and names[place] in names[:place]:
            record.complain(name, f'is "{names[place]}", as in another one above')
    return RecordFile(records, names)


def _read(record: Record, reading: Callable[[Record], T]) -> T:
    thing = reading(record)
    record.close()
    return thing
