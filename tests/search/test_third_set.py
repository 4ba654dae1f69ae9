"""The third set of searches: help first, and no help where none is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.search.test_alarms import found

SET = yaml.safe_load(Path(__file__).with_name("alarms_third.yaml").read_text())
PARTS = (SET, SET["later"])
NONE = [text for part in PARTS for text in part["none"]]


def help_in(parts: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each search that asks for help, with the groups that may be shown for it."""
    for part in parts:
        for slugs, texts in part["help"].items():
            yield from ((text, slugs) for text in texts)


def test_help_comes_first() -> None:
    assert not [text for text, slugs in help_in(PARTS) if found(text) not in slugs.split("-or-")]


def test_no_help_where_none_is_needed() -> None:
    assert not [text for text in NONE if found(text)]


def test_nothing_is_asked_twice() -> None:
    texts = [text.lower() for text in [*(text for text, _slugs in help_in(PARTS)), *NONE]]
    assert len(texts) == len({*texts})
