"""Manifest of a backup: its facts and its parts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from portal.operations.exceptions import BackupError

FORMAT = 1


class Content(NamedTuple):
    """Size of a part in bytes, and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """Date of a backup, and the kind, version and migrations of its database."""

    made: str
    database: str
    version: int
    migrations: list[tuple[str, str]]


@dataclass(frozen=True)
class Manifest:
    """Facts of a backup, and every part with its size and checksum."""

    facts: Facts
    parts: dict[str, Content]

    def as_json(self) -> bytes:
        """Return indented JSON, which people can read too."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()


def read(text: bytes) -> Manifest:
    """Return the manifest of a backup. Raise BackupError when this release cannot read it."""
    try:
        told: dict[str, Any] = json.loads(text)
        if told["format"] > FORMAT:
            raise BackupError("A newer release made this file. Restore it with that release.")
        migrations = [(app, name) for app, name in told["facts"].pop("migrations")]
        parts = {name: Content(*content) for name, content in told["parts"].items()}
        return Manifest(Facts(**told["facts"], migrations=migrations), parts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError("The file's own list of what it holds cannot be read.") from error
