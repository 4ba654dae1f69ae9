"""The part of a text that answers best, with the found words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from education.search import tokenizer
from education.search.tokenizer import Token

LENGTH = 180  # characters, about: a snippet ends with a sentence where it can
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"'(]?[A-Z0-9])")
_STOP = re.compile(r"[.,;:!?()]")
_BETWEEN = re.compile(r"[\s–-]+")


@dataclass(frozen=True)
class Sought:
    """The stems to mark: single ones, and those that count only side by side."""

    single: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def tokens(self, text: str) -> list[Token]:
        """The words of a text that were looked for."""
        said = [token for token in tokenizer.tokens(text) if not token.is_stop]
        found = {token for token in said if token.stem in self.single}
        for one, other in pairwise(said):
            is_parted = _STOP.search(text, one.end, other.start)
            if (one.stem, other.stem) in self.pairs and not is_parted:
                found |= {one, other}
        return [token for token in said if token in found]

    def count(self, text: str) -> int:
        """How many different things that were looked for a text holds."""
        return len({token.stem for token in self.tokens(text)})


class Passage(NamedTuple):
    """A paragraph, and the last heading above it."""

    words: str
    anchor: str = ""
    heading: str = ""


def best_passage(text: str, sought: Sought) -> Passage:
    """The paragraph of an indexed text that answers best; its first when nothing was sought."""
    return max(
        _passages(text),
        key=lambda one: sought.count(f"{one.heading} {one.words}"),
        default=Passage(""),
    )


def snippet(passage: Passage, sought: Sought) -> SafeString:
    """The best few sentences of a paragraph."""
    return mark(_shortened(passage.words, sought), sought)


def mark(text: str, sought: Sought) -> SafeString:
    """The text with the sought words marked; words side by side share one mark."""
    html, at = "", 0
    for start, end in _runs(text, sought.tokens(text)):
        html += f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    return mark_safe(html + escape(text[at:]))  # noqa: S308 - every part of it is escaped


def _passages(text: str) -> Iterator[Passage]:
    anchor = heading = ""
    for line in text.splitlines():
        if line.startswith("# "):
            heading, _tab, anchor = line[2:].partition("\t")
        else:
            yield Passage(line, anchor, heading)


def _shortened(text: str, sought: Sought) -> str:
    """The whole text when it is short; else from its best sentence on as many as fit."""
    if len(text) <= LENGTH:
        return text
    sentences = _SENTENCE.split(text)
    counts = [sought.count(sentence) for sentence in sentences]
    start = counts.index(max(counts))
    told = sentences[start]
    for sentence in sentences[start + 1 :]:
        if len(told) + len(sentence) > LENGTH:
            break
        told += " " + sentence
    if len(told) > 2 * LENGTH:
        told = told[: 2 * LENGTH].rpartition(" ")[0] + " …"
    return f"… {told}" if start else told


def _runs(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    run: tuple[int, int] | None = None
    for token in found:
        if run and _BETWEEN.fullmatch(text[run[1] : token.start]):
            run = (run[0], token.end)
            continue
        if run:
            yield run
        run = (token.start, token.end)
    if run:
        yield run
