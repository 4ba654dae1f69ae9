"""Write paragraphs and lists as rich text, also those inside a directive."""

from __future__ import annotations

from collections.abc import Iterable

from education.content.documents.lines import Line
from education.content.documents.markup import Writer
from education.content.documents.parts import Directive, Text, split_parts


def write_text(text: Text, writer: Writer) -> str:
    """Return a paragraph or list as rich text."""
    if text.shape == "paragraph":
        return "".join(f"<p>{writer.html(item.text, item.number)}</p>" for item in text.items)
    return write_list(text.items, writer, "ul" if text.shape == "points" else "ol")


def write_list(items: Iterable[Line], writer: Writer, tag: str = "ul") -> str:
    """Return items as a list in rich text; `tag` is `ul` or `ol`."""
    written = (f"<li>{writer.html(item.text, item.number)}</li>" for item in items)
    return f"<{tag}>{''.join(written)}</{tag}>"


def write_texts(texts: Iterable[Text], writer: Writer) -> str:
    """Return paragraphs and lists as rich text, and report numbered lists."""
    return "".join(write_text(_unnumbered(text, writer), writer) for text in texts)


def _unnumbered(text: Text, writer: Writer) -> Text:
    if text.shape == "numbers":
        writer.report.add(text.line, 'a numbered list cannot stand here; allowed: "- words"')
    return text


def texts_inside(
    directive: Directive, writer: Writer, lines: Iterable[Line] | None = None
) -> list[Text]:
    """Return the paragraphs and lists of a directive or of some of its lines; report if none."""
    parts = split_parts(directive.inside if lines is None else lines, writer.report)
    for part in parts:
        if not isinstance(part, Text):
            writer.report.add(part.line, f":::{directive.name} holds paragraphs and lists only")
    texts = [part for part in parts if isinstance(part, Text)]
    if not texts:
        writer.report.add(directive.line, f":::{directive.name} is empty")
    return texts


def points_inside(directive: Directive, writer: Writer) -> tuple[Line, ...]:
    """Return the items of the one list that a directive must hold."""
    texts = texts_inside(directive, writer)
    if len(texts) == 1 and texts[0].shape == "points":
        return texts[0].items
    if texts:
        writer.report.add(directive.line, f':::{directive.name} holds one list of "- words"')
    return ()
