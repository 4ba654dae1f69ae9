"""Register of facts: what the sources say, and how carefully each fact must be worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from education.standard.wordlists import hedged

Care = Literal["plain", "hedge", "gentle"]


@dataclass(frozen=True)
class Fact:
    """Fact from the sources. `ask` is a question for the clinical reviewer."""

    id: str
    sources: tuple[str, ...]
    page: str
    care: Care
    fact: str
    ask: str = ""


class Unhedged(NamedTuple):
    """Fact that needs a hedge, and the passage that states it without a hedge."""

    fact: str
    passage: str


def unhedged(stated: Iterable[tuple[str, str]], facts: Mapping[str, Fact]) -> list[Unhedged]:
    """Return the statements whose fact needs a hedge that the passage lacks.

    `stated` holds pairs of fact id and passage.
    """
    return [
        Unhedged(fact, passage)
        for fact, passage in stated
        if facts[fact].care == "hedge" and not hedged(passage)
    ]
