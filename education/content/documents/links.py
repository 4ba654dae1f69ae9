"""Parse the directives of links: to pages, to questions, and to pages listed automatically."""

from __future__ import annotations

import re
from collections.abc import Iterator

from education.content.documents.blocks import Value
from education.content.documents.lines import Line
from education.content.documents.markup import Writer
from education.content.documents.parts import Directive
from education.content.documents.rich_text import points_inside

_LINK = re.compile(r"\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]+)\)(?: (?P<text>.+))?")


def write_related(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block of pages to read next: their slugs."""
    return {"pages": list(_slugs(directive, "page:", writer))}


def write_faq(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block of questions: a heading, which may be empty, and slugs."""
    return {"heading": directive.argument, "items": list(_slugs(directive, "faq:", writer))}


def write_doors(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block of links into the guide: heading, and for each page a text."""
    points = points_inside(directive, writer)
    return {
        "heading": directive.argument,
        "doors": [door for point in points for door in _door(point, writer)],
    }


def write_computed(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block that lists pages automatically, and report any content."""
    for line in directive.inside:
        if line.text:
            writer.report.add(line.number, f":::{directive.name} fills itself; leave it empty")
    return {"heading": directive.argument}


def _slugs(directive: Directive, scheme: str, writer: Writer) -> Iterator[str]:
    for point in points_inside(directive, writer):
        found = _LINK.fullmatch(point.text)
        if found is None or found["text"] or not found["target"].startswith(scheme):
            writer.report.add(point.number, f'allowed here: "- [words]({scheme}slug)"')
        else:
            slug = found["target"].removeprefix(scheme)
            noun = "page" if scheme == "page:" else "question"
            yield writer.refer(noun, slug, point.number)


def _door(point: Line, writer: Writer) -> Iterator[Value]:
    found = _LINK.fullmatch(point.text)
    if found is None or not found["text"] or not found["target"].startswith("page:"):
        writer.report.add(point.number, 'allowed here: "- [what a reader says](page:slug) words"')
        return
    yield {
        "title": writer.plain(found["label"], point.number),
        "page": writer.refer("page", found["target"].removeprefix("page:"), point.number),
        "text": writer.plain(found["text"], point.number),
    }
