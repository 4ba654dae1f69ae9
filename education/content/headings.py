"""The main headings of a text, which are anchors on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from education.content.blocks.base import read, walk

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Anchors that the templates set.
_OWN_ANCHORS = (
    "about-page",
    "ask",
    "asked",
    "closed",
    "find",
    "help",
    "helped",
    "lines",
    "main",
    "more",
    "pages",
    "sheet",
    "short",
    "sources",
    "take",
    "toc",
)


def get_headings(stream: StreamValue) -> list[tuple[str, StrOrPromise]]:
    """Return anchor and words of the sections and gaps of a stream, in order."""
    headings: list[tuple[str, StrOrPromise]] = []
    for _name, block, value in read(stream):
        if getattr(block, "is_in_contents", False) and (words := block.get_heading(value)):
            headings.append((block.get_anchor(value), value.get("short") or words))
    return headings


def check_headings(streams: Iterable[StreamValue]) -> None:
    """Raise ValidationError if two headings have one anchor, or a template has it already."""
    taken = {*_OWN_ANCHORS}
    for heading in (words for stream in streams for words in _anchored(stream)):
        anchor = slugify(heading)
        if anchor in taken:
            message = _(
                "“%s” is a heading of this page already. Readers could not tell them apart."
            )
            raise ValidationError({"body": message % heading})
        taken.add(anchor)


def _anchored(stream: StreamValue) -> Iterator[str]:
    for _name, block, value in walk(read(stream)):
        if getattr(block, "has_anchor", False) and (heading := block.get_heading(value)):
            yield heading
