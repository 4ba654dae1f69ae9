"""The names that a document may refer to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from education.seeding.problems import Report

_SHORT = 20  # A list up to this long is worth reading in a message.


@dataclass(frozen=True)
class Names:
    """What there is, by the noun for it; None where its file cannot be read, so that all pass."""

    known: Mapping[str, Collection[str] | None]

    def check(self, noun: str, name: str, line: int, report: Report) -> None:
        """Notes a problem where nothing has the name."""
        known = self.known[noun]
        if name and known is not None and name not in known:
            report.add(line, f'unknown {noun} "{name}"; {_hint(name, known)}')


def _hint(name: str, known: Collection[str]) -> str:
    if len(known) <= _SHORT:
        return f"allowed: {', '.join(known) or 'none, as there is none yet'}"
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"near to it: {', '.join(near) or 'nothing'}"
