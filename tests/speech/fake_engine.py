"""An engine that makes silence: fast, exact in time, and playable."""

from __future__ import annotations

from education.speech.engine import BYTES_A_SECOND

A_LETTER = 0.02  # seconds
_SAMPLES_A_FRAME = 576
# MPEG-2, layer III, 32 kbit/s, 24 kHz, one channel; what follows the header is silence.
_FRAME = bytes((0xFF, 0xF3, 0x44, 0xC0)) + bytes(92)


class FakeEngine:
    """Engine that takes 20 ms for each character, and remembers what it was given."""

    said: list[str] = []

    def speak(self, words: str) -> bytes:
        self.said.append(words)
        return bytes(2 * round(len(words) * A_LETTER * BYTES_A_SECOND / 2))

    def compress(self, samples: bytes) -> bytes:
        return _FRAME * -(-len(samples) // (2 * _SAMPLES_A_FRAME))
