"""Letters that the installed fonts have: a PDF shows any other letter as an empty box."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from functools import cache

_VARIATIONS = range(0xFE00, 0xFE10)  # marks that choose the form of the sign before them


def letters_without_font(texts: Iterable[str]) -> list[str]:
    """Return the letters and signs of some texts that no installed font has, each once."""
    fonts = _letters_of_fonts()
    needed = dict.fromkeys(one for text in texts for one in text if _is_drawn(one))
    return [one for one in needed if not any(ord(one) in letters for letters in fonts)]


def _is_drawn(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CZ" and ord(letter) not in _VARIATIONS


@cache
def _letters_of_fonts() -> tuple[range, ...]:
    """Return the code points that the fonts of this machine have, as fontconfig lists them.

    Without its command, which comes with Pango on Debian, assume that they have all.
    """
    command = shutil.which("fc-list")
    if command is None:
        return (range(0x110000),)
    told = subprocess.run(  # noqa: S603 - no words of others
        [command, "--format", "%{charset} "], capture_output=True, text=True, check=True
    )
    ends = (part.partition("-") for part in {*told.stdout.split()})
    return tuple(range(int(first, 16), int(last or first, 16) + 1) for first, _dash, last in ends)
