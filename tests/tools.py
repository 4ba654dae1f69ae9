"""Programs that a test needs and that a machine may lack."""

from __future__ import annotations

import os

import pytest


def missing(what: str) -> None:
    """Skips a test that lacks a tool; where nobody would see that, it fails."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
