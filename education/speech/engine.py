"""Engine that makes speech of text. The portal runs without one."""

from __future__ import annotations

from typing import Protocol

LANGUAGE = "en"  # The only language that the voice speaks.
# Part of the name of each recording: with another engine or voice every text is recorded anew.
VOICE = "hibari 0.2.1, heart, MP3 of 32 kbit/s"
SAMPLE_RATE = 24_000  # samples a second
BYTES_A_SECOND = 2 * SAMPLE_RATE  # 16-bit samples, one channel


class Engine(Protocol):
    """Maker of speech."""

    def speak(self, words: str) -> bytes:
        """Return a sentence as 16-bit samples; `[word](/phonemes/)` says how a word sounds."""

    def compress(self, samples: bytes) -> bytes:
        """Return samples as an MP3 file."""
