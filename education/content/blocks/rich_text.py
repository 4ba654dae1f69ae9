"""Rich text with four marks, as a clinician types it.

`[S1]` cites a source, `[[slug|words]]` explains a term, `{{ emergency_number }}` and the other
tokens are replaced by a site setting, `((breath))` shows a small picture. The marks are plain text
on purpose: they survive copy and paste, and a comparison of two versions shows them as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from education.content import sign_icons
from education.content.blocks.markdown import MarkdownWriter
from education.standard.extract import Position, rich
from education.standard.markup import (
    CITATION,
    TERM,
    TOKEN,
    BadMark,
    bad_marks,
    pieces,
    without_signs,
)
from education.standard.parts import Part

PAGE_LINK = re.compile(r'<a [^>]*?linktype="page"[^>]*?>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
PAGE_ID = re.compile(r'\bid="(\d{1,18})"')  # More digits fit no database.

MARK_BUTTONS = ("cite", "explain")  # registered in wagtail_hooks
HELP = _(
    "Cite a source with its code in square brackets: [S1]. "
    "Explain a term from the glossary like this: [[metastasis|metastases]]."
)


def check_marks(html: str) -> None:
    """Raise ValidationError for what looks like a mark and is none; the message has the repair."""
    for piece in pieces(html):
        split = (BadMark("split", mark, mark) for mark in piece.split)
        for bad in (*bad_marks(piece.raw), *split):
            raise ValidationError(
                _("Readers would see “%(mark)s” as it is typed. Write: %(repair)s"),
                params={"mark": bad.mark, "repair": bad.repair},
            )


def without_broken_links(html: str) -> str:
    """Return rich text without page links whose id is no number, which the editor cannot open."""
    return PAGE_LINK.sub(lambda link: link[0] if PAGE_ID.search(link[0]) else link[1], html)


class ProseBlock(blocks.RichTextBlock):
    """Paragraphs and lists with citations and explained terms."""

    def __init__(self, **kwargs: Any) -> None:
        features = [*kwargs.pop("features", ["bold", "italic", "link", "ul"]), *MARK_BUTTONS]
        super().__init__(**{"features": features, "help_text": HELP, **kwargs})

    def value_from_form(self, value: str | None) -> Any:
        """Return the text of a form, without links that somebody has tampered with."""
        return super().value_from_form(without_broken_links(value or ""))

    def clean(self, value: Any) -> Any:
        """Raise ValidationError for a broken mark, except in a draft."""
        value = super().clean(value)
        if not self.is_deferred_validation:
            check_marks(value.source)
        return value

    def get_standard_parts(self, value: str, position: Position) -> Iterator[Part]:
        """Yield paragraphs, list items and headings as the content standard reads them."""
        yield from rich(value, position)

    def get_markdown(self, value: str, writer: MarkdownWriter) -> str:
        """Return the text as Markdown."""
        return writer.rich(value)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Paragraphs and lists.")
        template = "blocks/text.html"
        preview_value = "<p>Cancer cells can travel in the blood. [S1]</p>"


def prose(features: list[str] | None = None, **kwargs: Any) -> ProseBlock:
    """Return a block of text with marks, to be a field of another block."""
    return ProseBlock(features=features or ["bold", "italic", "link", "ul"], **kwargs)


def listed(kind: str = "ul", **kwargs: Any) -> ProseBlock:
    """Return a block that holds one list: `ul` with points, `ol` with numbers."""
    return ProseBlock(features=[kind, "bold", "italic", "link"], **kwargs)


def bare(html: str) -> str:
    """Return rich text for the preview of a block outside a page: pictures, but no other marks."""
    return TERM.sub(r"\2", CITATION.sub("", TOKEN.sub("…", sign_icons.with_drawings(html))))


def plain(html: str) -> str:
    """Return the words of rich text without tags and marks, separated by single spaces."""
    text = TERM.sub(r"\2", CITATION.sub("", TOKEN.sub("", without_signs(html))))
    return " ".join(unescape(_TAG.sub(" ", text)).split())
