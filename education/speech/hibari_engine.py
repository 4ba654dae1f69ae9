"""Engine of `manage.py speak`, which alone loads it; requirements-speech.txt has its libraries."""

from __future__ import annotations

import lameenc
import numpy as np
from hibari import Hibari

from education.speech.engine import SAMPLE_RATE

_KILOBITS = 32  # a second, always the same: so a browser finds any moment without an index


class HibariEngine:
    """The voice that comes with hibari, which runs on the processor and asks no network."""

    def __init__(self) -> None:
        self._voice = Hibari()

    def speak(self, words: str) -> bytes:
        """Return a sentence as 16-bit samples, the same each time."""
        samples = np.clip(self._voice(words, seed=0), -1, 1) * 32_767
        return bytes(samples.astype("<i2").tobytes())

    def phonemes(self, words: str) -> str:
        """Return how the voice says words."""
        return " ".join(self._voice.phonemize(words))

    def compress(self, samples: bytes) -> bytes:
        """Return samples as an MP3 file."""
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(_KILOBITS)
        encoder.set_in_sample_rate(SAMPLE_RATE)
        encoder.set_channels(1)
        encoder.set_quality(2)
        encoder.silence()
        return bytes(encoder.encode(samples) + encoder.flush())
