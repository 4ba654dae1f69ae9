"""The third set of searches: help first, and no help where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.search.test_alarms import found

SET = yaml.safe_load(Path(__file__).with_name("alarms_third.yaml").read_text())
PARTS = (SET, SET["later"])
NONE = [text for part in PARTS for text in part["none"]]


def _help() -> Iterator[tuple[str, str]]:
    for part in PARTS:
        for slugs, texts in part["help"].items():
            yield from ((text, slugs) for text in texts)


@pytest.mark.parametrize(("text", "slugs"), _help())
def test_help_comes_first(text: str, slugs: str) -> None:
    assert found(text) in slugs.split("-or-")


@pytest.mark.parametrize("text", NONE)
def test_no_help_where_none_is_needed(text: str) -> None:
    assert found(text) is None


def test_nothing_is_asked_twice() -> None:
    texts = [text.lower() for text in [*(text for text, _slugs in _help()), *NONE]]
    assert len(texts) == len({*texts})
