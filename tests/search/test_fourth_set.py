"""The fourth set of searches: help first, and no help where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.search.test_alarms import found

PARTS = yaml.safe_load(Path(__file__).with_name("alarms_fourth.yaml").read_text()).values()


def _help() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for slugs, texts in part["help"].items():
            yield from ((text, slugs) for text in texts)


def test_help_comes_first() -> None:
    assert not [text for text, slugs in _help() if found(text) not in slugs.split("-or-")]


def test_no_help_where_none_is_needed() -> None:
    assert not [text for part in PARTS for text in part["none"] if found(text)]
