"""The main headings of a text, which are anchors on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

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
    for block in stream.raw_data:
        if block["type"] in {"section", "gap"} and block["value"]["heading"]:
            words = block["value"]["heading"]
            headings.append((slugify(words), block["value"].get("short") or words))
    return headings


def check_headings(bodies: Iterable[Any]) -> None:
    """Raise ValidationError if two headings have one anchor, or a template has it already."""
    taken = {*_OWN_ANCHORS}
    for heading in _headings_in(block for body in bodies for block in body):
        anchor = slugify(heading)
        if anchor in taken:
            message = _(
                "“%s” is a heading of this page already. Readers could not tell them apart."
            )
            raise ValidationError({"body": message % heading})
        taken.add(anchor)


def _headings_in(blocks: Iterable[Any]) -> Iterator[str]:
    for block in blocks:
        value = block["value"]
        # The headings of a table and of a level are no anchors.
        if isinstance(value, dict) and block["type"] not in {"table", "level"}:
            if value.get("heading"):
                yield value["heading"]
            yield from _headings_in(value.get("content", []))
