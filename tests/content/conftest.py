from __future__ import annotations

import pytest

from education.seeding.library import Library, load_library
from tests.content.shipped import FIXTURES


@pytest.fixture(scope="session")
def library() -> Library:
    """The documents that this project ships."""
    return load_library(FIXTURES)
