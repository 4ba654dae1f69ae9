"""The reader's own questions, which are printed and never stored."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

MOST_LINES = 60
MOST_LETTERS = 10_000  # of all lines together: more than five pages of paper
_SHOWN = 60  # letters of a line that did not fit, to identify it


@dataclass(frozen=True)
class OwnQuestions:
    """The reader's own questions, one per line. `kept` are printed, `extra` do not fit."""

    lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> OwnQuestions:
        """Return the questions in the text of a form field, without empty lines."""
        lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
        return cls(tuple(line for line in lines if _is_visible(line)))

    @property
    def kept(self) -> list[str]:
        """Return the lines that fit: at most MOST_LINES, with MOST_LETTERS letters in all."""
        kept, letters = [], 0
        for line in self.lines[:MOST_LINES]:
            letters += len(line)
            if letters > MOST_LETTERS:
                break
            kept.append(line)
        return kept

    @property
    def extra(self) -> list[str]:
        """Return the first 60 letters of each line that does not fit."""
        left = self.lines[len(self.kept) :]
        return [line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…" for line in left]


def _is_visible(line: str) -> bool:
    """Return whether a line has a letter or sign, not only spaces and invisible characters."""
    return any(unicodedata.category(one)[0] not in "CZ" for one in line)
