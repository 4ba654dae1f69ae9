"""Forms in which a glossary term appears in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_ASIDE = re.compile(r"\s*\(([^)]*)\)")
_NOTHING = re.compile(r"(?!)")


def forms(term: str) -> frozenset[str]:
    """Return a term in lower case: singular, plural, and the abbreviation in its brackets.

    "CT scan" gives "ct scan" and "ct scans"; "Circulating tumor DNA (ctDNA)" gives "ctdna" too.
    """
    names = [_ASIDE.sub("", term), *filter(_is_abbreviation, _ASIDE.findall(term))]
    single = [name.strip().lower() for name in names if name.strip()]
    return frozenset([*single, *map(_plural, single)])


def pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of these terms, "liquid biopsy" before "biopsy"."""
    return _pattern(frozenset(terms))


@lru_cache(maxsize=64)
def _pattern(terms: frozenset[str]) -> re.Pattern[str]:
    names = sorted({form for term in terms for form in forms(term)}, key=lambda name: -len(name))
    if not names:
        return _NOTHING
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


def _is_abbreviation(words: str) -> bool:
    return sum(letter.isupper() for letter in words) > 1


def _plural(name: str) -> str:
    for ending, many in (("sis", "ses"), ("y", "ies"), ("trix", "trices"), ("s", "s")):
        if name.endswith(ending):
            return name.removesuffix(ending) + many
    return f"{name}s"
