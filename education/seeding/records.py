"""Records of YAML files with their lines, read into dataclasses by the types of their fields.

Values are read as the text in the file, so `no` is a text and not False.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import yaml

from education.content.codes import read_line
from education.content.markdown.errors import UNPRINTABLE, Report, read_text
from education.content.markdown.parser import stray_mark
from education.content.markdown.references import Names
from education.standard.markup import TOKEN, TOKENS

T = TypeVar("T")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NO_NAMES = Names({})
_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


class Refers(NamedTuple):
    """A note on a field: its texts are names of this kind, such as `page`."""

    noun: str


def one_of(allowed: Collection[str]) -> Callable[[str], None]:
    """Return a note on a field: its texts are among those allowed."""

    def check(text: str) -> None:
        if text not in allowed:
            raise ValueError(f'is "{text}"; allowed: {", ".join(allowed)}')

    return check


def is_slug(text: str) -> bool:
    """Return whether a text can be part of an address: small letters, digits, single hyphens."""
    return _SLUG.fullmatch(text) is not None


def _check_slug(text: str) -> None:
    if not is_slug(text):
        raise ValueError(f'is "{text}"; allowed: small letters, digits and single hyphens')


def _check_message(text: str) -> None:
    for name in TOKEN.findall(text):
        if name not in TOKENS:
            raise ValueError(f'has "{name}"; allowed: {", ".join(TOKENS)}')


def _check_code(text: str) -> None:
    if read_line(text) is None:
        raise ValueError(f'has "{text}"; allowed: ICD-10-CM, ICD-9-CM and MeSH, as C79.51')


Slug = Annotated[str, _check_slug]
Message = Annotated[str, _check_message]  # may contain settings such as {{ emergency_number }}
Texts = tuple[str, ...]
Codes = Annotated[Texts, _check_code]


@dataclass
class Record:
    """A mapping from a YAML file; `close` reports the keys that nothing has taken."""

    line: int
    report: Report
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    taken: dict[str, None] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or the first line of the record if the key is missing."""
        return self.lines.get(key, self.line)

    def complain(self, key: str, message: str) -> None:
        """Report a problem with the value of a key."""
        self.report.add(self.line_of(key), f'"{key}" {message}')

    def take(
        self, key: str, kind: Any = str, default: Any = MISSING, names: Names = NO_NAMES
    ) -> Any:
        """Return the value of a key as a type, which may have notes; report a value that is none.

        Report a missing key if there is no default.
        """
        self.taken[key] = None
        base, *notes = get_args(kind) if get_origin(kind) is Annotated else (kind,)
        if key not in self.values and default is MISSING:
            self.report.add(self.line, f'the key "{key}" is missing')
        if key not in self.values:
            return _empty(base) if default is MISSING else default
        try:
            value = _converted(self.values[key], base, notes)
        except (TypeError, ValueError) as error:
            self.complain(key, str(error))
            return _empty(base)
        for noun in (note.noun for note in notes if isinstance(note, Refers)):
            for name in value if isinstance(value, tuple) else (value,):
                names.check(noun, name, self.lines[key], self.report)
        return value

    def peek(self, key: str) -> str:
        """Return the text of a key, without checking it and without allowing the key."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def close(self) -> None:
        """Report the keys that nothing has taken."""
        for key in self.values.keys() - self.taken.keys():
            self.report.add(
                self.lines[key], f'unknown key "{key}"; allowed: {", ".join(self.taken)}'
            )


def read(kind: type[T], record: Record, /, names: Names = NO_NAMES, **given: Any) -> T:
    """Return a dataclass from a record: each field that is not `given` is a key of the record."""
    hints = get_type_hints(kind, include_extras=True)
    for one in fields(kind):  # type: ignore[arg-type]
        if one.name not in given:
            given[one.name] = record.take(one.name, hints[one.name], one.default, names)
    record.close()
    return kind(**given)


def _empty(base: Any) -> Any:
    return {str: "", int: 0, bool: False}.get(base, () if get_origin(base) is tuple else None)


def _converted(value: Any, base: Any, notes: Sequence[Any]) -> Any:
    if get_origin(base) is not tuple:
        return _scalar(_text(value, notes), base)
    if not isinstance(value, list):
        raise TypeError("must be a list, as [one, two]")
    texts = tuple(_text(one, notes) for one in value)
    for text, times in Counter(texts).items():
        if times > 1:
            raise ValueError(f'has "{text}" twice')
    return texts


def _text(value: Any, notes: Sequence[Any]) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be a text, and not empty")
    # An escape in quotes can produce characters that the file itself must not contain.
    if UNPRINTABLE.search(value):
        raise ValueError("has a character that cannot be printed")
    if mark := stray_mark(TOKEN.sub("", value) if _check_message in notes else value):
        raise ValueError(f'has "{mark}": this text takes no marks')
    text = " ".join(value.split())
    for note in notes:
        if callable(note):
            note(text)
    return text


def _scalar(text: str, base: Any) -> Any:
    if get_origin(base) is Literal:
        one_of(get_args(base))(text)
    if base is bool:
        one_of(("true", "false"))(text)
        return text == "true"
    if base in {int, int | None}:
        if not _NUMBER.fullmatch(text):
            raise ValueError(f'is "{text}"; allowed: a whole number from 1 to 999')
        return int(text)
    if base in {dt.date, dt.date | None}:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ValueError(f'is "{text}"; allowed: a day as 2026-11-21') from None
    return text


def read_record(text: str, first: int, report: Report) -> Record | None:
    """Return the mapping in a text that begins on line `first`, or None after a problem."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        record = None if node is None else _value(node, first, report)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        # PyYAML does not catch some of Python's errors: a number in an escape or a directive that
        # is too large, brackets that are nested too deeply.
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error).partition("\n")[0]
        hint = "a text with a colon or a # in it needs quotes"
        report.add(first + (mark.line if mark else 0), f"is not valid YAML: {what} ({hint})")
        return None
    if not isinstance(record, Record):
        report.add(first, "must be a mapping of keys and values, and not empty")
        return None
    return record


def _value(node: yaml.Node, first: int, report: Report) -> Any:
    """Return a node as a text, a list, or a record with the lines of its keys."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, first, report) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    record = Record(node.start_mark.line + first, report)
    for key, value in node.value:
        line = key.start_mark.line + first
        if not isinstance(key, yaml.ScalarNode) or key.value in record.values:
            report.add(line, f'the key "{str(key.value)[:40]}" is no word, or stands twice')
        else:
            record.values[key.value] = _value(value, first, report)
            record.lines[key.value] = line
    return record


@dataclass(frozen=True)
class RecordFile:
    """The records of a file; `names` is None when the file cannot be read."""

    records: Sequence[Record]
    names: Sequence[str] | None

    def read(self, reading: Callable[[Record], T]) -> tuple[T, ...]:
        """Return what `reading` makes of each record."""
        return tuple(map(reading, self.records))


def open_records(
    file: Path, report: Report, key: str, name: str, *, alone: bool = True
) -> RecordFile:
    """Return the records in the list under `key` of a file, each named by its key `name`.

    Report names that occur twice and, with `alone`, other keys beside `key`.
    """
    text = read_text(file, report)
    whole = None if text is None else read_record(text, 1, report)
    items = whole.values.get(key) if whole else None
    if whole is None or not isinstance(items, list):
        if whole is not None:
            whole.complain(key, "must be a list, each item a mapping of keys and values")
        return RecordFile((), None)
    whole.taken[key] = None
    if alone:
        whole.close()
    records = [item for item in items if isinstance(item, Record)]
    for place, item in enumerate(items, start=1):
        if not isinstance(item, Record):
            whole.complain(
                key, f"must be a list of mappings of keys and values; item {place} is none"
            )
    names = [record.peek(name) for record in records]
    for place, record in enumerate(records):
        if names[place] and names[place] in names[:place]:
            record.complain(name, f'is "{names[place]}", as in another one above')
    return RecordFile(records, names)
