"""Paragraphs and lists as rich text."""

from __future__ import annotations

from collections.abc import Iterable

from education.seeding.files import Line
from education.seeding.markup import Writer
from education.seeding.parts import Text


def write_text(text: Text, writer: Writer) -> str:
    """A paragraph, or a list."""
    if text.shape == "paragraph":
        return "".join(f"<p>{writer.html(item.text, item.number)}</p>" for item in text.items)
    return write_list(text.items, writer, "ul" if text.shape == "points" else "ol")


def write_list(items: Iterable[Line], writer: Writer, tag: str = "ul") -> str:
    """A list with its items."""
    written = (f"<li>{writer.html(item.text, item.number)}</li>" for item in items)
    return f"<{tag}>{''.join(written)}</{tag}>"


def write_texts(texts: Iterable[Text], writer: Writer) -> str:
    """Paragraphs and lists with points, one after the other; numbers have a block of their own."""
    return "".join(write_text(_unnumbered(text, writer), writer) for text in texts)


def _unnumbered(text: Text, writer: Writer) -> Text:
    if text.shape == "numbers":
        writer.report.add(text.line, 'a numbered list cannot stand here; allowed: "- words"')
    return text
