"""A booklet set for paper: its chapters as text, its words, its questions, its address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import segno
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from education.booklet.chapters import Chapter, Question, chapters_of
from education.booklet.selection import Selection
from education.models import GlossaryTerm
from education.models.reading import Reading

MOST_LINES, MOST_LETTERS = 12, 200
_NAMES = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]+)"')
_JUMPS = re.compile(r' href="#|url\(#')
_HEADINGS = re.compile(r"(?<=<h|/h)[1-5](?=[ >])")


@dataclass
class Booklet:
    """What goes to paper. `own` are the reader's own questions, which no address holds."""

    request: HttpRequest
    selection: Selection
    own: list[str] = field(default_factory=list)

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The pages that there are."""
        return chapters_of(self.request, self.selection)

    @cached_property
    def missing(self) -> list[str]:
        """The keys that lead nowhere."""
        found = {chapter.key for chapter in self.chapters}
        return [key for key in self.selection.pages if key not in found]

    @cached_property
    def offered(self) -> list[Question]:
        """The questions of its chapters, each once."""
        every = (question for chapter in self.chapters for question in chapter.questions)
        return list({question.key: question for question in every}.values())

    @cached_property
    def questions(self) -> list[str]:
        """The chosen ones, then the reader's own."""
        chosen = [one.words for one in self.offered if one.key in self.selection.asks]
        return [*chosen, *self.own]

    @property
    def is_one_page(self) -> bool:
        """Whether it is a single page as it stands, and needs no cover."""
        return len(self.chapters) == 1 and not self.questions

    @property
    def title(self) -> str:
        """What its cover and its PDF say."""
        return self.chapters[0].title if self.is_one_page else _("My booklet")

    @cached_property
    def texts(self) -> list[SafeString]:
        """Each chapter's text. Ids, and the links to them, carry the number of the chapter."""
        return [
            self._text(chapter, number) for number, chapter in enumerate(self.chapters, start=1)
        ]

    @property
    def words(self) -> list[GlossaryTerm]:
        """The words that its chapters explain, A to Z."""
        # A chapter knows its words once its text is set.
        read = zip(self.readings, self.texts, strict=True)
        terms = {term.slug: term for reading, _text in read for term in reading.words}
        return sorted(terms.values(), key=lambda term: term.term.lower())

    @property
    def readings(self) -> list[Reading]:
        """What was read, for the styles."""
        return [chapter.reading for chapter in self.chapters]

    @property
    def path(self) -> str:
        """The address that brings it back, or that of its one page."""
        if self.is_one_page:
            return self.chapters[0].address
        return f"{reverse('booklet')}?{self.selection.query}"

    @property
    def address(self) -> str:
        """The same with the name of the site."""
        return self.request.build_absolute_uri(self.path)

    @property
    def code(self) -> SafeString:
        """The address as a QR code."""
        return qr_code(self.address)

    def _text(self, chapter: Chapter, number: int) -> SafeString:
        context = {"chapter": chapter, "reading": chapter.reading}
        html = str(render_to_string("booklet/chapter.html", context, self.request))
        html = _numbered(html, f"c{number}-")
        if not self.is_one_page:
            html = _HEADINGS.sub(lambda level: str(int(level.group()) + 1), html)
        return mark_safe(html)  # noqa: S308 - a template of ours wrote it


def _numbered(html: str, prefix: str) -> str:
    """The same with a prefix to each id, and to whatever refers to one."""

    def named(match: re.Match[str]) -> str:
        names = " ".join(prefix + name for name in match.group(2).split())
        return f' {match.group(1)}="{names}"'

    return _JUMPS.sub(lambda jump: jump.group() + prefix, _NAMES.sub(named, html))


def own_questions(text: str) -> list[str]:
    """A reader's own questions, one a line. What is too long for the paper is cut."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return [line[:MOST_LETTERS] for line in lines if line][:MOST_LINES]


def qr_code(address: str) -> SafeString:
    """An address as an SVG drawing; empty when it is too long for any code."""
    try:
        code = segno.make_qr(address, error="m")
    except segno.DataOverflowError:
        return mark_safe("")
    return mark_safe(code.svg_inline(border=4, omitsize=True, light="#fff"))  # noqa: S308 - Segno drew it
