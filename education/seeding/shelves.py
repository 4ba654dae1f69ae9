"""Files of the vocabulary, opened before anything is read: what they name may be referred to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from education.seeding.files import read_lines
from education.seeding.problems import Report
from education.seeding.records import Record, read_record, read_records

T = TypeVar("T")


@dataclass(frozen=True)
class Shelf:
    """The records of one file; `names` is None where the file cannot be read."""

    records: Sequence[Record]
    names: Sequence[str] | None

    def read(self, reading: Callable[[Record], T]) -> tuple[T, ...]:
        """What the records say; a key that the reading does not ask for is a problem."""
        return tuple(_read(record, reading) for record in self.records)


def open_shelf(file: Path, report: Report, key: str, name: str, *, alone: bool = True) -> Shelf:
    """The records under a key (`alone`: the only one) of a file, each named by its key `name`."""
    lines = read_lines(file, report)
    whole = read_record(lines, report) if lines else None
    records = read_records(whole, key) if whole else None
    if whole is None or records is None:
        return Shelf((), None)
    if alone:
        whole.close()
    names = [record.peek(name) for record in records]
    for place, record in enumerate(records):
        if names[place] and names[place] in names[:place]:
            record.complain(name, f'is "{names[place]}", as in another one above')
    return Shelf(records, names)


def _read(record: Record, reading: Callable[[Record], T]) -> T:
    thing = reading(record)
    record.close()
    return thing
