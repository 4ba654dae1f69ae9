"""The reader's own questions: printed, and kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass

MOST_LINES = 60
MOST_LETTERS = 10_000  # of all lines together: more than five pages of paper
_SHOWN = 60  # letters of a line that did not fit, to know it by


@dataclass(frozen=True)
class OwnQuestions:
    """Lines as they were written. `kept` go to paper, `extra` do not fit and are named."""

    lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> OwnQuestions:
        """The lines of a field, without those that are empty."""
        lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
        return cls(tuple(line for line in lines if line))

    @property
    def kept(self) -> list[str]:
        """The lines that fit: MOST_LINES, with MOST_LETTERS letters in all."""
        kept, letters = [], 0
        for line in self.lines[:MOST_LINES]:
            letters += len(line)
            if letters > MOST_LETTERS:
                break
            kept.append(line)
        return kept

    @property
    def extra(self) -> list[str]:
        """The beginnings of the lines that do not fit."""
        left = self.lines[len(self.kept) :]
        return [line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…" for line in left]
