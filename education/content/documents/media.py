"""Parse the directives of pictures and tables."""

from __future__ import annotations

import re
from itertools import dropwhile

from education.content.documents.blocks import Value
from education.content.documents.lines import Line
from education.content.documents.markup import Writer
from education.content.documents.parts import Directive
from education.content.documents.rich_text import texts_inside, write_texts

_CAPTION, _WORDS = "Caption: ", "In words: "
_ROW = re.compile(r"\|.*\|")
_DASHES = re.compile(r"\|(-{3,}\|)+")
# A bar separates cells, except inside [[slug|words]].
_BAR = re.compile(r"\|(?![^\[\]]*\]\])")

Row = tuple[int, list[str]]


def write_figure(directive: Directive, writer: Writer) -> Value:
    """Return the value of a figure: slug of the picture, caption, words; empty if malformed."""
    picture = directive.argument.removesuffix(".svg")
    writer.refer("picture", picture, directive.line)
    lines = [*dropwhile(_is_empty, directive.inside), *_nothing(directive)]
    caption, words, rest = lines[0], lines[1], lines[2:]
    if not (caption.text.startswith(_CAPTION) and words.text.startswith(_WORDS)):
        allowed = f'a line "{_CAPTION}…", then one "{_WORDS}…"'
        writer.report.add(directive.line, f":::figure needs {allowed}")
        return {}
    told = [Line(words.number, words.text.removeprefix(_WORDS)), *rest]
    return {
        "picture": picture,
        "caption": writer.plain(caption.text.removeprefix(_CAPTION), caption.number),
        "words": write_texts(texts_inside(directive, writer, told), writer),
    }


def write_table(directive: Directive, writer: Writer) -> Value:
    """Return the value of a table with its caption; the first row names the columns."""
    head, *rows = read_table(directive, writer) or [(directive.line, [])]
    return {
        "caption": directive.argument,
        "columns": [{"type": "text", "heading": writer.plain(cell, head[0])} for cell in head[1]],
        "rows": [{"values": _write_row(row, len(head[1]), writer)} for row in rows],
    }


def read_table(directive: Directive, writer: Writer) -> list[Row]:
    """Return the rows of a table, each with its line, without the line of dashes."""
    lines = [line for line in directive.inside if line.text.strip()]
    if len(lines) < 3 or not _DASHES.fullmatch(lines[1].text):
        allowed = "a row of names, a line as |---|---| and rows under it"
        writer.report.add(directive.line, f":::table needs {allowed}")
        return []
    return [_read_row(line, writer) for line in (lines[0], *lines[2:])]


def _read_row(line: Line, writer: Writer) -> Row:
    if not _ROW.fullmatch(line.text):
        writer.report.add(line.number, 'a row of a table starts and ends with "|"')
    return line.number, [cell.strip() for cell in _BAR.split(line.text)[1:-1]]


def _write_row(row: Row, width: int, writer: Writer) -> list[str]:
    line, cells = row
    if len(cells) != width:
        writer.report.add(line, f"the row has {len(cells)} cells; the table has {width} columns")
    return [f"<p>{writer.html(cell, line)}</p>" for cell in cells]


def _is_empty(line: Line) -> bool:
    return not line.text


def _nothing(directive: Directive) -> list[Line]:
    return [Line(directive.line, "")] * 2
