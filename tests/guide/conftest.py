from __future__ import annotations

from pathlib import Path

import pytest

from tests.guide.seeds import write_small_seed
from tests.seeding.seeds import Seed


@pytest.fixture
def small_seed(tmp_path: Path) -> Seed:
    return write_small_seed(tmp_path)
