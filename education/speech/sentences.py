"""The sentences of a public text that a recording reads, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4.element import PageElement, Tag
from django.http import HttpRequest
from django.utils.translation import gettext

from education.api.documents import TextDocument
from education.api.html import Section, get_lines, get_words, is_closed_part
from education.api.texts import PublicText
from education.content.templatetags.content_tags import with_stop
from education.review.enums import ContentKind, ReviewState
from education.review.models import ReviewStatus
from education.review.registry import kind_of
from education.speech.lexicon import Lexicon, with_phonemes
from education.standard.readability import sentences

_AFTER_SENTENCE, _AFTER_LINE, _AROUND_HEADING = 0.3, 0.6, 0.9  # seconds


@dataclass(frozen=True)
class Sentence:
    """Sentence of a recording: what the page shows, what the engine says, the silence after it."""

    shown: str
    said: str
    pause: float


@dataclass(frozen=True)
class _FetchedText(PublicText):
    """Public text whose row has been fetched whole already."""

    def fetch(self) -> Any:
        return self.row


def get_document(text: Any, request: HttpRequest) -> TextDocument:
    """Return the document of a page, an answer or a term that has been fetched whole."""
    status = ReviewStatus(ReviewState.NOT_REVIEWED)  # No sentence tells it.
    return TextDocument(_FetchedText("/", kind_of(text), "", text, status), request)


def get_sentences(document: TextDocument, lexicon: Lexicon) -> list[Sentence]:
    """Return the sentences of a text as its page shows it now.

    A page without a text of its own, such as the list of terms, has none.
    """
    kind = document.public.kind
    # Below the meaning of a term are only lists.
    parts = document.sections if kind != ContentKind.TERM else []
    if kind == ContentKind.PAGE and not parts:
        return []
    lines = (one for part in parts for one in _lines_of(part))
    return [
        Sentence(one.shown, with_phonemes(with_stop(one.said), lexicon), one.pause)
        for one in _sentences([*_opening(document), *lines])
    ]


def _opening(document: TextDocument) -> Iterator[Sentence]:
    for words in (document.public.title, document.medical_name):
        yield Sentence(words, words, _AROUND_HEADING)
    yield Sentence(document.summary, document.summary, _AROUND_HEADING)


def _lines_of(section: Section) -> Iterator[Sentence]:
    yield Sentence(section.heading, section.heading, _AROUND_HEADING)
    for node in section.nodes:
        if not isinstance(node, Tag):
            yield from _plain_lines(node)
        elif node.name == "table":
            yield from _table_lines(node)
        elif is_closed_part(node):
            hint = gettext("This part opens when you choose.")
            yield Sentence(hint, hint, _AFTER_LINE)
        else:
            yield from _plain_lines(node)


def _plain_lines(node: PageElement) -> Iterator[Sentence]:
    for line in get_lines(node):
        yield Sentence(line, line, _AFTER_LINE)


def _table_lines(table: Tag) -> Iterator[Sentence]:
    """Yield the caption and the cells, each after the heading of its column."""
    for caption in table.find_all("caption"):
        yield from _plain_lines(caption)
    head, *rows = [[get_words(cell) for cell in row.find_all(["th", "td"])] for row in table("tr")]
    for name, *cells in rows:
        yield Sentence(name, name, _AFTER_SENTENCE)
        for heading, cell in zip(head[1:], cells, strict=False):
            yield Sentence(cell, f"{heading}: {cell}", _AFTER_SENTENCE)


def _sentences(lines: list[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences of all lines; the last of a line has its pause."""
    for line in lines:
        if line.shown != line.said:  # a cell, which is said whole
            yield line
            continue
        *first, last = [*sentences(line.shown)] or [""]
        for words in first:
            yield Sentence(words, words, _AFTER_SENTENCE)
        if last:
            yield Sentence(last, last, line.pause)
