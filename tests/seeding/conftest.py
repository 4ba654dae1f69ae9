from __future__ import annotations

from pathlib import Path

import pytest

from tests.seeding.seeds import Seed, write_seed


@pytest.fixture
def seed(tmp_path: Path) -> Seed:
    return write_seed(tmp_path)
