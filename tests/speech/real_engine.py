"""Compare how the real engine says each term of the glossary with what was reviewed.

`make speech-test` runs it: the engine is no part of the environment that other tests have. After a
change that was listened to, `python -m tests.speech.real_engine --write` keeps the new sounds.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import yaml

from education.speech.engine import BYTES_A_SECOND, VOICE
from education.speech.hibari_engine import HibariEngine

ROOT = Path(__file__).parents[2]
REVIEWED = Path(__file__).with_name("phonemes.yaml")
KILOBITS = 32


def main() -> None:
    engine = HibariEngine()
    told = {term: engine.phonemes(words) for term, words in spoken_terms().items()}
    if "--write" in sys.argv:
        REVIEWED.write_text(yaml.safe_dump(told, allow_unicode=True, width=200))
    reviewed = yaml.safe_load(REVIEWED.read_text())
    for term in sorted({*told, *reviewed}):
        if told.get(term) != reviewed.get(term):
            sys.stdout.write(f"{term}: {told.get(term)}, reviewed: {reviewed.get(term)}\n")
    if told != reviewed:
        sys.exit("Listen to these terms. Mend them by `say` in fixtures/glossary.yaml, or --write.")
    expect_sound(engine)
    sys.stdout.write(f"{len(told)} terms are said as they were reviewed.\n")


def spoken_terms() -> dict[str, str]:
    """Return each term as the engine gets it, before a bracket."""
    terms = yaml.safe_load((ROOT / "fixtures" / "glossary.yaml").read_text())["terms"]
    names = {one["term"].partition("(")[0].strip(): one.get("say") for one in terms}
    return {name: f"[{name}](/{say}/)" if say else name for name, say in names.items()}


def expect_sound(engine: HibariEngine) -> None:
    """The same words sound the same each time, and the file is as long as its samples."""
    samples = engine.speak("Cancer has spread.")
    assert samples == engine.speak("Cancer has spread.")
    assert version("hibari-tts") in VOICE
    seconds = len(engine.compress(samples)) * 8 / (KILOBITS * 1000)
    assert abs(seconds - len(samples) / BYTES_A_SECOND) < 0.15, seconds


main()
