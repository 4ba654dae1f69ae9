"""The forms in which a glossary term stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from education.content.validators import forms

__all__ = ["forms", "pattern"]

_NOTHING = re.compile(r"(?!)")


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Finds any of these terms in a text, the longest first: "liquid biopsy" before "biopsy"."""
    return _pattern(frozenset(terms))


@lru_cache(maxsize=64)
def _pattern(terms: frozenset[str]) -> re.Pattern[str]:
    names = sorted({form for term in terms for form in forms(term)}, key=lambda name: -len(name))
    if not names:
        return _NOTHING
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)
