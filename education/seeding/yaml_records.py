"""YAML mappings with line numbers, which allow only the keys that their caller asks for.

Values are read as the text in the file, and the caller of a method chooses the type. So `no` is a
text and not False, and an invalid number or date is a problem with a line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from education.content.documents.errors import UNPRINTABLE, Report, read_text
from education.content.documents.markdown import stray_mark
from education.content.documents.references import Names
from education.standard.markup import TOKEN, TOKENS

T = TypeVar("T")

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


def is_slug(text: str) -> bool:
    """Return whether a text can be part of an address: small letters, digits, single hyphens."""
    return _SLUG.fullmatch(text) is not None


@dataclass
class Record:
    """A mapping from a YAML file; `close` reports the keys that no caller asked for."""

    line: int
    report: Report
    values: dict[str, yaml.Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or the first line of the mapping if the key is missing."""
        return self.lines.get(key, self.line)

    def complain(self, key: str, message: str) -> None:
        """Report a problem with the value of a key."""
        self.report.add(self.line_of(key), f'"{key}" {message}')

    def ask(self, key: str, *, needed: bool = True) -> yaml.Node | None:
        """Return the node of a key, and allow the key; None when it is missing.

        Report the missing key if it is `needed`.
        """
        self.asked[key] = None
        node = self.values.get(key)
        if node is None and needed:
            self.report.add(self.line, f'the key "{key}" is missing')
        return node

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text of a key on one line; report an empty text, and marks in the text.

        Report a missing key if there is no default.
        """
        node = self.ask(key, needed=default is None)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.complain(key, "must be a text, and not empty")
            return ""
        return self._words(key, node)

    def message(self, key: str, default: str | None = None) -> str:
        """Return the text of a key, which may contain settings such as {{ emergency_number }}."""
        node = self.ask(key, needed=default is None)
        if not isinstance(node, yaml.ScalarNode):
            return self.text(key, default)
        for name in TOKEN.findall(node.value):
            if name not in TOKENS:
                self.complain(key, f'has "{name}"; allowed: {", ".join(TOKENS)}')
        self._words(key, yaml.ScalarNode(node.tag, TOKEN.sub("", node.value)))
        return " ".join(node.value.split())

    def slug(self, key: str) -> str:
        """Return the text of a key; report a text that cannot be part of an address."""
        text = self.text(key)
        if text and not is_slug(text):
            self.complain(key, f'is "{text}"; allowed: small letters, digits and single hyphens')
        return text

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return the text of a key; report a text that is not in `allowed`."""
        text = self.text(key)
        if text and text not in allowed:
            self.complain(key, f'is "{text}"; allowed: {", ".join(allowed)}')
        return text

    def number(self, key: str) -> int:
        """Return a whole number from 1 to 999; report other values and return 0."""
        text = self.text(key)
        if _NUMBER.fullmatch(text):
            return int(text)
        if text:
            self.complain(key, f'is "{text}"; allowed: a whole number from 1 to 999')
        return 0

    def flag(self, key: str, *, default: bool) -> bool:
        """Return whether a key says `true`; report values other than `true` and `false`."""
        text = self.text(key, default=str(default).lower())
        if text not in {"true", "false"}:
            self.complain(key, f'is "{text}"; allowed: true, false')
        return text == "true"

    def date(self, key: str, *, needed: bool = True) -> dt.date | None:
        """Return a day written as 2026-11-21; None for a missing key that is not `needed`.

        Report other values and return `date.min`.
        """
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
        """Return a list of texts, which may be empty; report texts that occur twice."""
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
        """Return a list of names; report names that no `noun` of the fixtures has."""
        found = self.texts(key, default)
        for name in found:
            names.check(noun, name, self.line_of(key), self.report)
        return found

    def peek(self, key: str) -> str:
        """Return the text of a key, without checking it and without allowing the key."""
        node = self.values.get(key)
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def close(self) -> None:
        """Report the keys that no caller asked for."""
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
        # An escape in quotes can produce characters that the file itself must not contain.
        if UNPRINTABLE.search(node.value):
            self.complain(key, "has a character that cannot be printed")
        if mark := stray_mark(node.value):
            self.complain(key, f'has "{mark}": this text takes no marks')
        return " ".join(node.value.split())


def read_record(text: str, first: int, report: Report) -> Record | None:
    """Return the mapping in a text that begins on line `first`, or None after a problem."""
    node = _compose(text, first, report)
    return None if node is None else _record(node, first, report)


def read_records(whole: Record, key: str) -> list[Record] | None:
    """Return the mappings in the list under a key, or None after reporting a problem."""
    node = whole.ask(key)
    if not isinstance(node, yaml.SequenceNode):
        if node is not None:
            whole.complain(key, "must be a list, each item a mapping of keys and values")
        return None
    records = [_record(item, 1, whole.report) for item in node.value]
    return [record for record in records if record is not None]


def _compose(text: str, first: int, report: Report) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        # PyYAML does not catch some of Python's errors: a number in an escape or a directive that
        # is too large, brackets that are nested too deeply.
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
    """The records of a file; `names` is None when the file cannot be read."""

    records: Sequence[Record]
    names: Sequence[str] | None

    def read(self, reading: Callable[[Record], T]) -> tuple[T, ...]:
        """Return what `reading` makes of each record; report keys that it does not ask for."""
        return tuple(_read(record, reading) for record in self.records)


def open_records(
    file: Path, report: Report, key: str, name: str, *, alone: bool = True
) -> RecordFile:
    """Return the records in the list under `key` of a file, each named by its key `name`.

    Report names that occur twice and, with `alone`, other keys beside `key`.
    """
    text = read_text(file, report)
    whole = None if text is None else read_record(text, 1, report)
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
