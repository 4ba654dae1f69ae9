"""Excerpts of texts in search results: the best part of a text, with the searched words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from education.search import tokenizer
from education.search.tokenizer import Token
from education.search.word_forms import FATE, GRAVE
from education.standard.wordlists import outlook

LENGTH = 180  # characters, about: an excerpt ends with a sentence where it can
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[“\"'(]?[A-Z0-9])")
# The end of a sentence that a list follows: it says nothing without the list.
_LEADS_IN = re.compile(r"(?:[:,;]|\b(?:if|when|for|are|and|or))$", re.IGNORECASE)
_OMITTED = " … "
_GENERIC = 0.3
_STOP = re.compile(r"[.,;:!?()]")
_BETWEEN = re.compile(r"[\s–-]+")
# Strings that count as one word: “small-cell”, “1-800-4-CANCER”, “100.4”, “(800) 422-6237”.
_JOINED = re.compile(
    r"\+?\(?\d[\d\s().-]{5,}[\dA-Z]+|[^\W_]+(?:[-‐‑][^\W_]+|(?<=\d)[.,]\d+)+"  # noqa: RUF001
)


@dataclass(frozen=True)
class SearchedStems:
    """The stems to mark: single stems, and pairs that count only side by side."""

    single: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    generic: frozenset[str] = frozenset()  # stems that say little beside others
    about_outlook: bool = False

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text whose stems were searched for."""
        said = [token for token in tokenizer.tokens(text) if not token.is_stop]
        found = {token for token in said if token.stem in self.single}
        for one, other in pairwise(said):
            is_parted = _STOP.search(text, one.end, other.start)
            if (one.stem, other.stem) in self.pairs and not is_parted:
                found |= {one, other}
        parts = _parts_of_numbers(text, said, found)
        return [token for token in said if token in found and token not in parts]

    def count(self, text: str) -> float:
        """Return the number of different searched stems in a text; generic ones count less."""
        found = {token.stem for token in self.tokens(text)}
        return sum(_GENERIC if stem in self.generic else 1.0 for stem in found)

    def fits(self, text: str) -> bool:
        """Return whether a text may be an excerpt: outlook is told only to those who ask for it."""
        return self.about_outlook or not (outlook(text) or GRAVE.search(text))

    def of(self, text: str) -> SearchedStems:
        """Return the stems to mark in a text: in a text on cells not those about outlook."""
        if not tokenizer.tells_fate_of_cells(tokenizer.stems(text)):
            return self
        return replace(self, single=self.single - FATE)


class Paragraph(NamedTuple):
    """A paragraph, and the last heading above it."""

    words: str
    anchor: str = ""
    heading: str = ""


def find_best_paragraph(text: str, sought: SearchedStems) -> Paragraph:
    """Return the paragraph of an indexed text with the most searched stems; the first of equals."""
    paragraphs = [*_paragraphs(text)]
    return max(
        [one for one in paragraphs if sought.fits(one.words)] or paragraphs,
        key=lambda one: sought.of(one.words).count(f"{one.heading} {one.words}"),
        default=Paragraph(""),
    )


def get_excerpt(paragraph: Paragraph, sought: SearchedStems) -> SafeString:
    """Return the best few sentences of a paragraph as HTML, with the searched words marked."""
    sought = sought.of(paragraph.words)
    return mark(_shortened(paragraph.words, sought), sought)


def mark(text: str, sought: SearchedStems) -> SafeString:
    """Return a text as HTML with the searched words marked; adjacent words share one mark."""
    html, at = "", 0
    for start, end in _runs(text, _whole(text, sought.tokens(text))):
        html += f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>"
        at = end
    return mark_safe(html + escape(text[at:]))  # noqa: S308 - every part of it is escaped


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of an indexed text; each item of a list follows its lead-in."""
    anchor = heading = ""
    lead_in, between = "", ""
    for line in text.splitlines():
        if line.startswith("# "):
            heading, _tab, anchor = line[2:].partition("\t")
            lead_in = ""
        elif _LEADS_IN.search(line):
            lead_in, between = line, " "
        else:
            if between == _OMITTED and not line[:1].islower():
                lead_in = ""
            yield Paragraph(f"{lead_in}{between}{line}" if lead_in else line, anchor, heading)
            between = _OMITTED


def _shortened(text: str, sought: SearchedStems) -> str:
    """Return a short text whole, or as many sentences as fit from the best sentence on."""
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


def _parts_of_numbers(text: str, said: Sequence[Token], found: set[Token]) -> set[Token]:
    """Return found words inside numbers, or names with digits, that were not found as a whole."""
    parts: set[Token] = set()
    for joined in _JOINED.finditer(text):
        if any(char.isdigit() for char in joined[0]):
            inside = {one for one in said if joined.start() <= one.start < joined.end()}
            parts |= inside & found if inside - found else set()
    return parts


def _whole(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each found word, with the parts that hyphens join to it."""
    joined = [one.span() for one in _JOINED.finditer(text)]
    for token in found:
        around = (span for span in joined if span[0] <= token.start < span[1])
        yield next(around, (token.start, token.end))


def _runs(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    run: tuple[int, int] | None = None
    for start, end in found:
        if run and (start < run[1] or _BETWEEN.fullmatch(text[run[1] : start])):
            run = (run[0], end)
            continue
        if run:
            yield run
        run = (start, end)
    if run:
        yield run
