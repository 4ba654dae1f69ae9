"""A booklet for paper: the text of its chapters, its terms, its questions and its address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from education.booklet.care_card import additions
from education.booklet.chapters import Chapter, FoundChapters, Question, find_chapters
from education.booklet.html import as_chapter, split_wide, with_prefix
from education.booklet.own_questions import OwnQuestions
from education.booklet.selection import Selection, words_of
from education.content.blocks.callouts import CARE_TEXTS
from education.content.models.sources import Source
from education.content.rendering import ContentRenderer
from education.glossary.models import GlossaryTerm

_MOST_TYPED = 200  # letters of an address that a reader may type from paper
_MODULE = 0.375  # millimeters: the side of the smallest square of a QR code that any phone can read
_WIDEST_CODE = 42  # millimeters
_BORDER = 4  # squares around a QR code


@dataclass(frozen=True)
class Part:
    """A part of the text of the chapters; a wide one takes the whole width of the paper."""

    html: SafeString
    is_wide: bool


@dataclass
class Booklet:
    """The pages and questions that a reader selected, rendered for paper.

    `own` holds the reader's own questions, which are never part of an address.
    """

    request: HttpRequest
    selection: Selection
    own: OwnQuestions = field(default_factory=OwnQuestions)
    on_paper = True

    @cached_property
    def _found(self) -> FoundChapters:
        return find_chapters(self.request, self.selection)

    @property
    def chapters(self) -> list[Chapter]:
        """Return a chapter for each selected page or answer that is public."""
        return self._found.chapters

    @property
    def missing(self) -> list[str]:
        """Return the selected keys of which no public page was found."""
        return self._found.missing

    @property
    def missing_words(self) -> str:
        """Return the keys in `missing` as one text, such as “a, b and c”."""
        return get_text_list(self.missing, _("and"))

    @property
    def chosen_pages(self) -> int:
        """Return the number of selected pages, including those beyond the limit."""
        return len(self.selection.pages) + len(self.selection.extra_pages)

    @property
    def chosen_asks(self) -> int:
        """Return the number of selected questions, including those beyond the limit."""
        return len(self.selection.asks) + len(self.selection.extra_asks)

    @property
    def extra_pages(self) -> list[str]:
        """Return the titles of the pages that were selected beyond the limit."""
        return self._found.extra

    @cached_property
    def offered(self) -> list[Question]:
        """Return the questions that the chapters offer, each once."""
        every = (question for chapter in self.chapters for question in chapter.questions)
        return list({question.key: question for question in every}.values())

    @cached_property
    def asked(self) -> list[Question]:
        """Return the offered questions that the reader selected."""
        return [one for one in self.offered if one.keys & {*self.selection.asks}]

    @property
    def unasked(self) -> list[Question]:
        """Return the offered questions that the reader did not select."""
        return [one for one in self.offered if not one.keys & {*self.selection.asks}]

    @property
    def asked_keys(self) -> set[str]:
        """Return the keys of the questions in `asked`."""
        return {one.key for one in self.asked}

    @cached_property
    def extra_asks(self) -> list[str]:
        """Return the texts of the questions that were selected beyond the limit."""
        extra = {*self.selection.extra_asks}
        return [one.words for one in self.offered if one.keys & extra]

    @cached_property
    def lost_asks(self) -> list[str]:
        """Return the first words of selected questions that no chapter offers."""
        known = {key for one in self.offered for key in one.keys}
        chosen = (*self.selection.asks, *self.selection.extra_asks)
        return [words_of(key) for key in chosen if key not in known]

    @cached_property
    def questions(self) -> list[str]:
        """Return the texts of all questions to print: the selected ones, then the reader's own."""
        return [*(one.words for one in self.asked), *self.own.kept]

    @property
    def is_one_page(self) -> bool:
        """Return whether the booklet is one page without questions, which needs no cover."""
        return len(self.chapters) == 1 and not self.questions

    @property
    def title(self) -> str:
        """Return the title for the cover and the PDF."""
        return self.chapters[0].title if self.is_one_page else _("My booklet")

    @cached_property
    def texts(self) -> list[SafeString]:
        """Return the HTML of each chapter.

        Ids, and the links to them, get the number of the chapter as a prefix.
        """
        return [
            self._text(chapter, number) for number, chapter in enumerate(self.chapters, start=1)
        ]

    @property
    def parts(self) -> list[Part]:
        """Return the text of all chapters in parts, where wide tables and drawings are apart."""
        text = mark_safe("".join(self.texts))  # noqa: S308 - templates of ours wrote it
        if self.is_one_page:
            return [Part(text, is_wide=False)]
        return [
            Part(mark_safe(html), is_wide)  # noqa: S308 - the same text
            for html, is_wide in split_wide(text)
        ]

    @property
    def terms(self) -> list[GlossaryTerm]:
        """Return the glossary terms that the chapters explain, in alphabetical order."""
        # A renderer knows the terms of a chapter only after it has rendered the text.
        read = zip(self.renderers, self.texts, strict=True)
        terms = {term.slug: term for renderer, _text in read for term in renderer.terms}
        return sorted(terms.values(), key=lambda term: term.term.lower())

    @property
    def sources(self) -> list[Source]:
        """Return the sources that the chapters cite, each once, in the order of their numbers."""
        # A renderer knows the sources of a chapter only after it has rendered the text.
        read = zip(self.renderers, self.texts, strict=True)
        cited = {source.code: source for renderer, _text in read for source in renderer.sources}
        return sorted(cited.values(), key=lambda source: self._found.numbers[source.code])

    @property
    def seen(self) -> tuple[date, date]:
        """Return the first and the last day on which a source of the booklet was seen.

        Raise ValueError when the booklet has no sources.
        """
        days = [source.date_seen for source in self.sources]
        return min(days), max(days)

    @property
    def care(self) -> dict[str, RichText]:
        """Return the text of the card on when to get help, by urgency.

        Each text is the standard one, followed by sentences that only some chapters have. Raise
        IndexError when the booklet has no chapters.
        """
        card = {}
        for urgency, words in CARE_TEXTS.items():
            usual = str(words)
            added = additions(self.chapters, urgency, usual)
            card[urgency] = RichText("".join([f"<p>{self.renderers[0].prose(usual)}</p>", *added]))
        return card

    @property
    def renderers(self) -> list[ContentRenderer]:
        """Return the content renderer of each chapter; the styles depend on what was rendered."""
        return [chapter.renderer for chapter in self.chapters]

    @property
    def path(self) -> str:
        """Return the path that restores this booklet, or the path of its only page."""
        if self.is_one_page:
            return self.chapters[0].address
        return f"{reverse('booklet:choose')}?{self.selection.query}"

    @property
    def print_path(self) -> str:
        """Return the path to print this booklet, with its pages at their present addresses."""
        pages = tuple(chapter.key for chapter in self.chapters)
        return f"{reverse('booklet:print')}?{replace(self.selection, pages=pages).query}"

    @property
    def address(self) -> str:
        """Return the absolute URL of `path`."""
        return self.request.build_absolute_uri(self.path)

    @property
    def can_be_typed(self) -> bool:
        """Return whether the absolute URL is short enough to type from paper."""
        return len(self.address) <= _MOST_TYPED

    @cached_property
    def code_path(self) -> str:
        """Return the path in the QR code: `path`, or without questions if it is too long."""
        if self.is_one_page or _is_printable(self.address):
            return self.path
        return f"{reverse('booklet:choose')}?{replace(self.selection, asks=()).query}"

    @property
    def code_lacks_questions(self) -> bool:
        """Return whether the QR code holds the pages without the selected questions."""
        return self.code_path != self.path

    @property
    def code(self) -> SafeString:
        """Return the absolute URL of `code_path` as a QR code; empty when it is too long."""
        return qr_code(self.request.build_absolute_uri(self.code_path))

    def _text(self, chapter: Chapter, number: int) -> SafeString:
        context = {
            "booklet": self,
            "chapter": chapter,
            "renderer": chapter.renderer,
            "opens": chapter.template == "components/body.html",  # others place the card themselves
            "without_care": not self.is_one_page,  # the card is printed once, at the front
        }
        html = str(render_to_string("booklet/chapter.html", context, self.request))
        html = with_prefix(html, f"c{number}-")
        if not self.is_one_page:
            html = as_chapter(html)
        return mark_safe(html)  # noqa: S308 - a template of ours wrote it


def qr_code(address: str) -> SafeString:
    """Return an address as a QR code in SVG; empty when it is too long for a code.

    The size of the drawing is the smallest one that can be scanned from paper.
    """
    code = _make_code(address)
    if code is None:
        return mark_safe("")
    title = _("Code to scan for %(address)s") % {"address": address}
    drawing = code.svg_inline(border=_BORDER, scale=_MODULE, unit="mm", light="#fff", title=title)
    return mark_safe(drawing)  # noqa: S308 - Segno drew it, and escapes the title


def _make_code(address: str) -> segno.QRCode | None:
    try:
        return segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return None


def _is_printable(address: str) -> bool:
    code = _make_code(address)
    return code is not None and code.symbol_size(border=_BORDER)[0] * _MODULE <= _WIDEST_CODE
