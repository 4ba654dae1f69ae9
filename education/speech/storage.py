"""Files of recordings, a folder for each text. Each is written elsewhere, then moved into place."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

SOUND, TIMES = ".mp3", ".json"
_UNFINISHED = "unfinished"


class Recording(NamedTuple):
    """Recording of a text as the text is now."""

    key: str
    name: str
    seconds: float

    @property
    def file(self) -> str:
        """Return the path of the sound below the folder of all recordings."""
        return f"{self.key}/{self.name}{SOUND}"

    @property
    def minutes(self) -> int:
        """Return the length in minutes, at least 1."""
        return max(1, round(self.seconds / 60))


def root() -> Path:
    """Return the folder of all recordings; it may not exist."""
    return Path(settings.SPEECH_ROOT)


def keys() -> Iterator[str]:
    """Yield the keys of the texts that have a folder."""
    if root().is_dir():
        yield from (one.name for one in root().iterdir() if one.name != _UNFINISHED)


def find(key: str, name: str) -> Recording | None:
    """Return the recording of a text with this name, or None if there is none."""
    try:
        times = json.loads((root() / key / f"{name}{TIMES}").read_text())
    except FileNotFoundError:
        return None
    is_whole = (root() / key / f"{name}{SOUND}").exists()
    return Recording(key, name, times["seconds"]) if is_whole else None


def write(recording: Recording, sound: bytes, sentences: Iterable[tuple[float, str]]) -> None:
    """Write a recording, and when in it each sentence begins. Raise OSError if the disk refuses."""
    times = {"seconds": recording.seconds, "sentences": [*sentences]}
    path = root() / recording.file
    _replace(path.with_suffix(TIMES), json.dumps(times, ensure_ascii=False).encode())
    _replace(path, sound)


def delete_others(key: str, name: str) -> None:
    """Delete the recordings of a text that do not have this name."""
    for path in (root() / key).glob("*"):
        if path.stem != name:
            path.unlink(missing_ok=True)


def delete(key: str) -> None:
    """Delete the recordings of a text."""
    shutil.rmtree(root() / key, ignore_errors=True)


def _replace(path: Path, content: bytes) -> None:
    unfinished = root() / _UNFINISHED
    for folder in (unfinished, path.parent):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=unfinished, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)  # nginx runs as another user.
    Path(file.name).replace(path)
