"""Let other apps find where a term is used; its page shows what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest


class Usage(NamedTuple):
    """A public text that explains a term."""

    title: str
    url: str


FindUsages = Callable[[Any, HttpRequest], Iterable[Usage]]

_finders: list[FindUsages] = []


def register_usages(find: FindUsages) -> None:
    """Add a function that yields the public texts that explain a term; call it from `ready`."""
    _finders.append(find)


def get_usages(term: Any, request: HttpRequest) -> list[Usage]:
    """Return the public texts that explain a term, from all apps that know some."""
    return [usage for find in _finders for usage in find(term, request)]
