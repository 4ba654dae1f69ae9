"""The sheet for the fridge: phone numbers, signs and what to say, on one printed side.

All its text comes from the page about when to call (the list items of its levels that begin with a
picture, and its first numbered list) and from the site settings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page

from education.booklet.booklet import qr_code
from education.booklet.pdf import MINUTE, pdf_response
from education.content import sign_icons
from education.content.blocks import LevelBlock, StepsBlock
from education.content.blocks.base import find_values
from education.content.blocks.rich_text import PAGE_LINK, plain
from education.content.enums import Urgency
from education.content.models import SiteSettings
from education.content.phone import number_in
from education.content.rendering import ContentRenderer
from education.standard.markup import CITATION, SIGN, TERM, TOKEN, without_signs
from portal.web.decorators import read_only

PAPERS = ("a4", "letter")
_POINT = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_BOLD = re.compile(r"</?b\b[^>]*>")
_MARKUP = re.compile(r"<(?!/?b>)[^>]*>")

# The area that A4 and US letter share inside margins of 8 mm, in points, less 4 %,
# because the estimate may be a little less than the printed size.
_WIDE, _HIGH = 548.0, 715.0
_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)  # of letters, in points
_LETTER = 0.53  # the width of a letter in a wide font, spaces included, relative to its size
_LINE = 1.22  # the height of a line, relative to the letter size


@dataclass(frozen=True)
class Sign:
    """A sign that needs help, with the drawing and words of the page."""

    drawing: SafeString
    words: SafeString


@dataclass(frozen=True)
class Level:
    """The signs of one urgency, with the heading that says what to do about them."""

    urgency: str
    heading: SafeString
    signs: tuple[Sign, ...]
    needs_emergency_number: bool


class Sheet:
    """The content of the sheet, from the page about when to call and the site settings."""

    def __init__(self, page: Page, request: HttpRequest) -> None:
        self.page = page
        self.request = request
        self.renderer = ContentRenderer(page.specific, request, on_paper=True)
        self.settings = self.renderer.settings

    @cached_property
    def levels(self) -> list[Level]:
        """Return the levels that are marked for the sheet and have a sign with a picture."""
        values = [value for value in find_values(LevelBlock, [self._body]) if value["on_sheet"]]
        levels = (
            Level(
                value["urgency"],
                self._words(escape(value["heading"])),
                self._signs(value),
                "emergency_number" in TOKEN.findall(value["heading"]),
            )
            for value in values
        )
        return [level for level in levels if level.signs]

    @property
    def now(self) -> list[Sign]:
        """Return the signs that need the emergency number."""
        levels = (level for level in self._of(Urgency.NOW) if level.needs_emergency_number)
        return [sign for level in levels for sign in level.signs]

    @property
    def now_otherwise(self) -> list[Level]:
        """Return the emergency levels that need something other than the emergency number."""
        return [level for level in self._of(Urgency.NOW) if not level.needs_emergency_number]

    @property
    def soon(self) -> list[Sign]:
        """Return the signs that need the care team, day or night."""
        return [sign for level in self._of(Urgency.SOON) for sign in level.signs]

    @property
    def later(self) -> list[Level]:
        """Return the levels that can wait."""
        return self._of(Urgency.LATER)

    @cached_property
    def to_say(self) -> list[SafeString]:
        """Return what to say on the phone: the items of the first numbered list of the page."""
        lists = find_values(StepsBlock, [self._body])
        return [self._words(point) for point in _POINT.findall(next(iter(lists), ""))]

    @property
    def size(self) -> str:
        """Return the name of the largest letter size with which all content fits on one side.

        The name is ten times the size in points. When no size fits, return the smallest.
        """
        fitting = (size for size in _SIZES if self._height(size) <= _HIGH)
        return f"{next(fitting, _SIZES[-1]) * 10:.0f}"

    @property
    def address(self) -> str:
        """Return the absolute URL of the page."""
        return self.request.build_absolute_uri(self.page.get_url(self.request) or "/")

    @property
    def code(self) -> SafeString:
        """Return the absolute URL of the page as a QR code in SVG."""
        return qr_code(self.address)

    @property
    def _body(self) -> StreamValue:
        return self.page.specific.body

    def _height(self, size: float) -> float:
        """Return the height of all content, in points, for a letter size in points.

        The CSS of the sheet has the same figures.
        """
        half = (_WIDE - 1.2 * size) / 2
        sign_wide = half - 3.5 * size
        headed = [*self.now_otherwise, *self.later]
        signs = [self.now, self.soon, *(level.signs for level in headed)]
        settings = self.settings
        numbers = [
            words if number_in(words) else ""
            for words in (settings.emergency_number, settings.crisis_number)
        ]
        numbers.append(settings.care_team_number)
        help_lines = [
            f"{one.value['name']}: {one.value['number']}" for one in settings.help_lines or ()
        ]
        parts = [
            _lines(str(self.page.title), 0.7 * _WIDE, 1.7 * size) * 1.7,
            max(_lines(number, _WIDE / 3 - size, 2 * size) for number in numbers) * 2 + 2.7,
            _in_columns([_lines(line, half, size) for line in help_lines] or [1]) + 0.7,
            *(1.8 + _in_columns([_sign(one, sign_wide, size) for one in group]) for group in signs),
            *(_lines(level.heading, _WIDE - 2 * size, size) - 1 for level in headed),
            max(sum(_lines(words, half - size, size) for words in self.to_say), 6) + 1.6,
            4,  # the footer
        ]
        return sum(parts) * _LINE * size

    def _of(self, urgency: Urgency) -> list[Level]:
        return [level for level in self.levels if level.urgency == urgency]

    def _signs(self, value: dict[str, Any]) -> tuple[Sign, ...]:
        found = ((point, SIGN.match(point)) for point in _POINT.findall(value["text"]))
        return tuple(
            Sign(
                mark_safe(sign_icons.drawing(mark.group(1))),  # noqa: S308 - our own files
                self._words(point[mark.end() :]),
            )
            for point, mark in found
            if mark
        )

    def _words(self, html: str) -> SafeString:
        """Return HTML without citations, links and explanations; site settings are filled in."""
        html = PAGE_LINK.sub(r"\1", CITATION.sub("", without_signs(html)))
        html = _BOLD.sub(lambda tag: "</b>" if tag[0].startswith("</") else "<b>", html)
        html = TERM.sub(r"\2", _MARKUP.sub("", html))
        html = TOKEN.sub(lambda token: escape(getattr(self.settings, token[1], "")), html).strip()
        html = html.replace(" °", "\u00a0°")  # A temperature stays on one line.
        return mark_safe(html[:1].upper() + html[1:])  # noqa: S308 - cleaned when it was saved


def _lines(text: Any, wide: float, size: float) -> int:
    """Return the number of lines that a text takes."""
    return max(1, ceil(len(plain(str(text))) * _LETTER * size / wide))


def _sign(sign: Sign, wide: float, size: float) -> float:
    """Return the number of lines that a sign takes; its picture needs nearly two."""
    return max(_lines(sign.words, wide, size), 1.8) + 0.2


def _in_columns(heights: Sequence[float]) -> float:
    """Return the height of parts set in two columns, which rarely end at the same line."""
    return sum(heights) / 2 + max(heights, default=0) / 3


@read_only
def show_sheet(request: HttpRequest) -> HttpResponse:
    """Show the sheet, to read and to print. Raise Http404 without a page about when to call."""
    return render(request, "booklet/sheet/page.html", {"sheet": _sheet(request)})


@read_only
def download_sheet(request: HttpRequest) -> HttpResponse:
    """Return the sheet as a PDF of one page, on A4 or US letter.

    Where `pdf_response` refuses, show the sheet with the status of the refusal. Raise Http404
    without a page about when to call.
    """
    sheet = _sheet(request)
    paper = request.GET.get("paper", "")
    context = {"sheet": sheet, "paper": paper if paper in PAPERS else PAPERS[0]}

    def refuse(status: int) -> HttpResponse:
        answer = render(
            request, "booklet/sheet/page.html", {"sheet": sheet, "no_pdf": True}, status=status
        )
        if status != 501:
            answer["Retry-After"] = str(MINUTE)
        return answer

    return pdf_response(
        request,
        lambda: render_to_string("booklet/sheet/pdf.html", context, request),
        "when-to-call",
        keep=True,
        refuse=refuse,
    )


def _sheet(request: HttpRequest) -> Sheet:
    page = SiteSettings.for_request(request).public_help_page
    if page is None:
        raise Http404
    return Sheet(page, request)
