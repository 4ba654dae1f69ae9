"""Let other apps find where a term is used; its page shows what they find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from education.content.querysets import Listing

PartsOfUse = Callable[[Any], dict[str, Listing]]

_finders: list[PartsOfUse] = []


def register_parts_of_use(find: PartsOfUse) -> None:
    """Add a function that returns the parts `pages_of_use` and `questions_of_use` of a term."""
    _finders.append(find)


def parts_of_use(term: Any) -> dict[str, Listing]:
    """Return the parts that all apps add for a term."""
    return {name: part for find in _finders for name, part in find(term).items()}
