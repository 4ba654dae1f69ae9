"""The main headings of a text, which are anchors on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.blocks import StreamValue

from education.content.blocks.base import read

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def get_headings(stream: StreamValue) -> list[tuple[str, StrOrPromise]]:
    """Return anchor and words of the sections and gaps of a stream, in order."""
    headings: list[tuple[str, StrOrPromise]] = []
    for one in read(stream):
        if getattr(one.block, "is_in_contents", False):
            words = one.block.get_heading(one.value)
            if words:
                anchor = one.block.get_anchor(one.value)
                headings.append((anchor, one.value.get("short") or words))
    return headings
