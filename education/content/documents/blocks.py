"""Types of the block data that a document becomes."""

from __future__ import annotations

from typing import Any, TypedDict

Value = dict[str, Any]


class Block(TypedDict):
    """A block: the name of its type and its value."""

    type: str
    value: Any


_ON_THE_PAGE = {"care", "doors", "key_points", "questions", "related"}
_ON_THE_PAGE_WITH_A_HEADING = {"faq", "gap", "steps_of_spread", "treatments_by_reach"}


def stands_on_the_page(block: Block) -> bool:
    """Return whether a block belongs to the page itself, and so closes the open section."""
    if block["type"] in _ON_THE_PAGE_WITH_A_HEADING:
        return bool(block["value"]["heading"])
    return block["type"] in _ON_THE_PAGE
