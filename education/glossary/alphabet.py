"""The glossary by letter, and the alphabet that leads to each letter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from string import ascii_uppercase
from typing import Any

from django.core.paginator import Page

Letters = list[tuple[str, list[Any]]]


def group_by_letter(terms: Iterable[Any]) -> Letters:
    """Return each letter with its terms, in the order of the alphabet."""
    entries = sorted(terms, key=lambda one: (one.term.lower(), one.slug))
    return [(letter, [*group]) for letter, group in groupby(entries, key=attrgetter("letter"))]


def build_alphabet(letters: Letters, page: Page) -> list[tuple[str, str]]:
    """Return each letter with the address of its terms; empty if there is none."""
    addresses = {letter: f"#letter-{letter}" for letter, _terms in letters}
    if page.has_other_pages():
        addresses = _letters_of_all_pages(page) | addresses
    letters_shown = sorted({*ascii_uppercase, *addresses})
    return [(letter, addresses.get(letter, "")) for letter in letters_shown]


def _letters_of_all_pages(page: Page) -> dict[str, str]:
    """Return the address of the first page of the list with terms of each letter."""
    addresses: dict[str, str] = {}
    terms: Any = page.paginator.object_list
    for place, name in enumerate(terms.values_list("term", flat=True)):
        addresses.setdefault(name[:1].upper(), f"?page={place // page.paginator.per_page + 1}")
    return addresses
