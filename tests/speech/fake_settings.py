"""Settings of a portal whose texts a fake engine records."""

from __future__ import annotations

from portal.settings.development import *  # noqa: F403 - settings modules build on each other

SPEECH_ENGINE = "tests.speech.fake_engine.FakeEngine"
