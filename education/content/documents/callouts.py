"""Parse the directives of callouts: notes, gaps, urgencies, lists with a meaning."""

from __future__ import annotations

from education.content import signs
from education.content.documents.blocks import Value
from education.content.documents.lines import Line
from education.content.documents.markup import Writer
from education.content.documents.parts import Directive
from education.content.documents.rich_text import (
    points_inside,
    texts_inside,
    write_list,
    write_texts,
)
from education.content.enums import Urgency
from education.standard.markup import SIGN

_ASK = "You could ask: "
_URGENCIES = ["routine", "urgent", "emergency"]
_ON_SHEET = "+sheet"


def write_note(directive: Directive, writer: Writer) -> Value:
    """Return the value of a note or warning: heading and text."""
    texts = texts_inside(directive, writer)
    return {"heading": directive.argument, "text": write_texts(texts, writer)}


def write_level(directive: Directive, writer: Writer) -> Value:
    """Return the value of a level: signs of one urgency.

    The argument is `now`, `soon` or `later`, with `+sheet` if the signs belong on the sheet for the
    fridge, and then the heading.
    """
    name, _, heading = directive.argument.partition(" ")
    urgency = name.removesuffix(_ON_SHEET)
    if urgency not in Urgency.values or not heading:
        allowed = ", ".join(f"{urgency}[{_ON_SHEET}] words" for urgency in Urgency.values)
        writer.report.add(directive.line, f":::level takes {allowed}")
    for number, text in directive.inside:
        for picture in SIGN.findall(text):
            if picture not in signs.NAMES:
                writer.report.add(number, f"no picture is called (({picture}))")
    return {
        "urgency": urgency,
        "heading": heading,
        "text": write_texts(texts_inside(directive, writer), writer),
        "on_sheet": name != urgency,
    }


def write_gap(directive: Directive, writer: Writer) -> Value:
    """Return the value of a gap; its last paragraph must be the question to ask."""
    texts = texts_inside(directive, writer)
    told, last = texts[:-1], texts[-1:]
    line, asked = last[0].items[0] if last else Line(directive.line, "")
    if texts and not (told and asked.startswith(_ASK)):
        writer.report.add(line, f':::gap needs a text, then a last paragraph "{_ASK}…"')
    return {
        "heading": directive.argument,
        "text": write_texts(told, writer),
        "ask": writer.plain(asked.removeprefix(_ASK).strip('"'), line),
    }


def write_care(directive: Directive, writer: Writer) -> Value:
    """Return the value of a care card: a text for each of three urgencies, in a fixed order."""
    points = points_inside(directive, writer)
    rows = [(*point.text.partition(": "), point.number) for point in points]
    if points and [row[0] for row in rows] != _URGENCIES:
        allowed = ", ".join(f'"- {urgency}: …"' for urgency in _URGENCIES)
        writer.report.add(directive.line, f":::care needs {allowed}, in this order")
    return {name: f"<p>{writer.html(text, line)}</p>" for name, _, text, line in rows}


def write_items(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block with one list, whose items may have marks."""
    return {"items": write_list(points_inside(directive, writer), writer)}


def write_questions(directive: Directive, writer: Writer) -> Value:
    """Return the value of a block with one list of questions, which have no marks."""
    points = points_inside(directive, writer)
    return {"items": [writer.plain(point.text, point.number) for point in points]}
