from __future__ import annotations

import pytest

from education.seeding.loader import Fixtures, load_fixtures
from tests.guide.texts.shipped import FIXTURES


@pytest.fixture(scope="session")
def library() -> Fixtures:
    """The documents that this project ships."""
    return load_fixtures(FIXTURES)
