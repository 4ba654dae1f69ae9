"""What may stand inside a directive."""

from __future__ import annotations

from collections.abc import Iterable

from education.seeding.files import Line
from education.seeding.markup import Writer
from education.seeding.parts import Directive, Text, split_parts


def texts_inside(
    directive: Directive, writer: Writer, lines: Iterable[Line] | None = None
) -> list[Text]:
    """The paragraphs and lists of a directive (or of some of its lines); it must have one."""
    parts = split_parts(directive.inside if lines is None else lines, writer.report)
    for part in parts:
        if not isinstance(part, Text):
            writer.report.add(part.line, f":::{directive.name} holds paragraphs and lists only")
    texts = [part for part in parts if isinstance(part, Text)]
    if not texts:
        writer.report.add(directive.line, f":::{directive.name} is empty")
    return texts


def points_inside(directive: Directive, writer: Writer) -> tuple[Line, ...]:
    """The points of the one list that a directive must hold."""
    texts = texts_inside(directive, writer)
    if len(texts) == 1 and texts[0].shape == "points":
        return texts[0].items
    if texts:
        writer.report.add(directive.line, f':::{directive.name} holds one list of "- words"')
    return ()
