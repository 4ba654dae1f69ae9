"""The register of facts: what the sources say, and how carefully each fact must be worded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from education.standard.wordlists import hedged

Care = Literal["plain", "hedge", "gentle"]


@dataclass(frozen=True)
class Fact:
    """One thing that the sources say. `ask` is a question for the clinical reviewer."""

    id: str
    sources: tuple[str, ...]
    page: str
    care: Care
    fact: str
    ask: str = ""


class Unhedged(NamedTuple):
    """A fact that needs a hedge, and the passage that states it without one."""

    fact: str
    passage: str


def load(path: Path) -> dict[str, Fact]:
    """The facts of a register file by id, in its order."""
    register = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {entry["id"]: _fact(**entry) for entry in register["facts"]}


def _fact(source: list[str], **entry: Any) -> Fact:
    return Fact(sources=tuple(source), **entry)


def unhedged(stated: Iterable[tuple[str, str]], facts: Mapping[str, Fact]) -> list[Unhedged]:
    """Of the pairs fact id and passage: those whose fact needs a hedge that the passage lacks."""
    return [
        Unhedged(fact, passage)
        for fact, passage in stated
        if facts[fact].care == "hedge" and not hedged(passage)
    ]
