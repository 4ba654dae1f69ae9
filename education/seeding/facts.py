"""The register of facts, read as strictly as the other fixtures."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from education.content.documents.errors import Problem, Report, SeedError
from education.seeding.yaml_records import Record, open_records
from education.standard.facts import Care, Fact


def read_facts(file: Path) -> list[Fact]:
    """Return the facts of the register. Raise SeedError, with file and line, for a broken file."""
    problems: list[Problem] = []
    report = Report(f"{file.parent.name}/{file.name}", problems)
    facts = open_records(file, report, "facts", "id", alone=False).read(_fact)
    if problems:
        raise SeedError(problems)
    return list(facts)


def _fact(record: Record) -> Fact:
    return Fact(
        id=record.text("id"),
        sources=record.texts("source"),
        page=record.text("page"),
        care=cast("Care", record.choice("care", get_args(Care))),
        fact=record.text("fact"),
        ask=record.text("ask", default=""),
    )
