"""The fourth set of searches: help first, and no help where none is needed."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.search.test_alarms import found
from tests.search.test_third_set import help_in

PARTS = yaml.safe_load(Path(__file__).with_name("alarms_fourth.yaml").read_text()).values()


def test_help_comes_first() -> None:
    assert not [text for text, slugs in help_in(PARTS) if found(text) not in slugs.split("-or-")]


def test_no_help_where_none_is_needed() -> None:
    assert not [text for part in PARTS for text in part["none"] if found(text)]
