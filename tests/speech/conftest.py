from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.speech.fake_engine import FakeEngine


@pytest.fixture
def recordings(tmp_path: Path, settings: Any) -> Path:
    """An empty folder of recordings, and an engine that is always there."""
    settings.SPEECH_ROOT = tmp_path / "speech"
    settings.SPEECH_ENGINE = "tests.speech.fake_engine.FakeEngine"
    FakeEngine.said = []
    return tmp_path / "speech"
