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
from django.utils.translation import gettext as _
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
from education.content.phone import dial, number_in
from education.content.rendering import ContentRenderer
from education.standard.markup import CITATION, SIGN, TERM, TOKEN, unbroken, without_signs
from portal.web.decorators import read_only

PAPERS = ("a4", "letter")
_POINT = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_BOLD = re.compile(r"</?b\b[^>]*>")
_MARKUP = re.compile(r"<(?!/?b>)[^>]*>")

# Width and height inside margins of 8 mm, in points. Who prints the page chooses the paper, so that
# it must fit both kinds.
_AREAS = {"a4": (549.9, 796.5), "letter": (566.6, 746.6), "": (549.9, 746.6)}
_SPARE = 0.04  # of the height, because the estimate may be a little less than the printed size
_SIZES = (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5)  # of letters, in points
_LINE = 1.18  # the height of a line, relative to the letter size
# The widths of letters in a wide font, relative to their size; capitals and all others follow.
_WIDTHS = {
    letter: width
    for width, letters in (
        (0.31, "ijlI.,:;'|"),
        (0.39, " frt()[]/!-"),
        (0.56, "ckszvxy"),
        (0.94, "mwMW%@—…"),
    )
    for letter in letters
}
_CAPITAL, _OTHER = 0.69, 0.61
_BOLD_IS_WIDER = 1.11
# What stays on one line: a word, or a part of it that ends with a hyphen.
_UNIT = re.compile(r"[^\s-]*-+|[^\s-]+|\s+")


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

    def __init__(self, page: Page, request: HttpRequest, paper: str = "") -> None:
        self.page = page
        self.paper = paper
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
        high = _AREAS[self.paper][1] * (1 - _SPARE)
        fitting = (size for size in _SIZES if self._height(size) <= high)
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
        wide = _AREAS[self.paper][0]
        half = (wide - 1.2 * size) / 2
        sign_wide = half - 3.2 * size
        headed = [*self.now_otherwise, *self.later]
        signs = [self.now, self.soon, *(level.signs for level in headed)]
        settings = self.settings
        numbers = [
            words if number_in(words) else ""
            for words in (settings.emergency_number, settings.crisis_number)
        ]
        numbers.append(settings.care_team_number)
        help_lines = [
            f"{one.value['name']}: <b>{one.value['number']}</b>"
            for one in settings.help_lines or ()
        ]
        foot = ["some word " * 25, f"{settings.site_name} {self.address}" + " some word" * 8]
        above = _("If you think of ending your life")
        call = _("Emergency: call %(number)s now") % {"number": settings.emergency_number}
        parts = [
            _lines(str(self.page.title), 0.7 * wide, 1.7 * size, bold=True) * 1.75,
            max(_number(one, wide / 3 - 1.3 * size, size) for one in numbers),
            _lines(above, wide / 3 - 1.3 * size, 0.9 * size) + 1,
            _in_columns([_lines(line, half, size) for line in help_lines] or [1.5, 1.5]),
            *(1.8 + _in_columns([_sign(one, sign_wide, size) for one in group]) for group in signs),
            _lines(call, wide - size, 1.15 * size, bold=True) - 1,
            *(_lines(level.heading, wide - 2 * size, size, bold=True) - 1 for level in headed),
            max(sum(_lines(words, half - 1.3 * size, size) for words in self.to_say), 6) + 1.7,
            max(4.8, 0.7 + sum(_lines(text, wide - 6 * size, 0.8 * size) for text in foot) * 0.85),
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

    def _setting(self, token: re.Match[str]) -> str:
        return dial(getattr(self.settings, token[1], ""), on_paper=True)

    def _words(self, html: str) -> SafeString:
        """Return HTML without citations, links and explanations; site settings are filled in."""
        html = PAGE_LINK.sub(r"\1", CITATION.sub("", without_signs(html)))
        html = _BOLD.sub(lambda tag: "</b>" if tag[0].startswith("</") else "<b>", html)
        html = TERM.sub(r"\2", _MARKUP.sub("", html))
        html = unbroken(TOKEN.sub(self._setting, html).strip())
        return mark_safe(html[:1].upper() + html[1:])  # noqa: S308 - cleaned when it was saved


def _lines(html: Any, wide: float, size: float, *, bold: bool = False) -> int:
    """Return the number of lines that a text takes: as many words on each as there is room for."""
    lines, used = 1, 0.0
    for number, part in enumerate(_BOLD.split(str(html))):  # Every second part is bold.
        scale = size * (_BOLD_IS_WIDER if bold or number % 2 else 1)
        for unit in _UNIT.findall(plain(part) + " "):
            length = sum(map(_width, unit)) * scale
            if used + length <= wide or unit.isspace():
                used += length
                continue
            more = ceil(length / wide)  # A unit that is longer than a line breaks anywhere.
            lines += more - (used == 0)
            used = length - (more - 1) * wide
    return lines


def _width(letter: str) -> float:
    return _WIDTHS.get(letter, _CAPITAL if letter.isupper() else _OTHER)


def _number(words: str, wide: float, size: float) -> float:
    """Return the number of lines that a number takes in its box; without one, there is room."""
    return _lines(words, wide, 2 * size, bold=True) * 1.95 if words else 3


def _sign(sign: Sign, wide: float, size: float) -> float:
    """Return the number of lines that a sign takes; its picture needs nearly two."""
    return max(_lines(sign.words, wide, size) + 0.1, 1.8)


def _in_columns(heights: Sequence[float]) -> float:
    """Return the height of parts set in two columns, of which none breaks."""
    ends = range(len(heights) + 1)
    return min(max(sum(heights[:end]), sum(heights[end:])) for end in ends)


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
    asked = request.GET.get("paper", "")
    paper = asked if asked in PAPERS else PAPERS[0]
    sheet = _sheet(request, paper)
    context = {"sheet": sheet, "paper": paper}

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


def _sheet(request: HttpRequest, paper: str = "") -> Sheet:
    page = SiteSettings.for_request(request).public_help_page
    if page is None:
        raise Http404
    return Sheet(page, request, paper)
