"""Alternatives in alarm phrases: “leg (numb/weak)” stands for “leg numb” and “leg weak”."""

from __future__ import annotations

import re
from itertools import product
from math import prod

MOST_PHRASES = 1_000
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")


def expand(line: str) -> list[str]:
    """Return every phrase that a line stands for.

    “(my/) leg” stands for “my leg” and “leg”. A line that stands for more than MOST_PHRASES is
    returned as it is.
    """
    if is_too_wide(line):
        return [line]
    return [" ".join("".join(parts).split()) for parts in product(*_parts(line))]


def is_too_wide(line: str) -> bool:
    """Return whether a line stands for more than MOST_PHRASES phrases."""
    return prod(map(len, _parts(line))) > MOST_PHRASES


def has_stray_parenthesis(line: str) -> bool:
    """Return whether a line has a parenthesis without its other half, or one inside another."""
    return not {"(", ")"}.isdisjoint(_ALTERNATIVES.sub("", line))


def _parts(line: str) -> list[list[str]]:
    parts = _ALTERNATIVES.split(line)  # every second part stood in parentheses
    return [part.split("/") if place % 2 else [part] for place, part in enumerate(parts)]
