"""Write directives as blocks: one table says what each becomes, and what may follow its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, NamedTuple, TypedDict

from django.utils.translation import gettext
from markdown_it.tree import SyntaxTreeNode

from education.content.enums import Urgency
from education.content.markdown.parser import Line, Writer, line_of, texts_of
from education.standard.markup import SIGN, SIGNS

Value = dict[str, Any]
REVEAL = "reveal"  # Its content is blocks, so `Body` builds its block.
_ASK = "You could ask: "
_CAPTION, _WORDS = "Caption: ", "In words: "
_URGENCIES = ["emergency", "routine", "urgent"]
_ON_SHEET = "+sheet"
_SHOWN_AS = re.compile(rf"^(?:(?:{'|'.join(_URGENCIES)}): |{_CAPTION}|{_WORDS}|{_ASK})")
_LINK = re.compile(r"\[([^\[\]]+)\]\((page|faq):([\w-]+)\)(?: (.+))?")
_DASHES = re.compile(r"\|(-{3,}\|)+")
# A bar separates cells, except inside [[slug|words]].
_BAR = re.compile(r"\|(?![^\[\]|]*\]\])")


class Block(TypedDict):
    """A block: the name of its type and its value, in which slugs stand for primary keys."""

    type: str
    value: Any


@dataclass(frozen=True)
class Directive:
    """A directive: the blocks between `:::name argument` and `:::`."""

    line: int
    name: str
    argument: str
    nodes: Sequence[SyntaxTreeNode]

    @classmethod
    def of(cls, node: SyntaxTreeNode) -> Directive:
        """Return the directive that a container of the parser is."""
        name, _, argument = node.info.strip().partition(" ")
        return cls(line_of(node), name, argument.strip(), node.children)

    @property
    def lines(self) -> list[Line]:
        """Return the lines of the paragraphs and items inside."""
        return [
            Line(number, line.strip())
            for text in chain.from_iterable(map(texts_of, self.nodes))
            for number, line in enumerate(text.text.split("\n"), start=text.number)
        ]

    @property
    def texts(self) -> list[Line]:
        """Return the lines inside as a reader sees them, without the word that says what one is."""
        if self.name == "table":
            return [Line(line, cell) for line, row in _rows(self) for cell in row]
        return [Line(number, _SHOWN_AS.sub("", text)) for number, text in self.lines]


Rule = Literal["no words", "words or none", "words", "an instruction"]


class Form(NamedTuple):
    """The form of a directive: its block, the rule for its argument, and what builds its value."""

    block: str
    rule: Rule
    write: Callable[[Directive, Writer], Value]


def write_directive(directive: Directive, writer: Writer) -> Block | None:
    """Return the block of a directive, or None after reporting an unknown name."""
    form = FORMS.get(directive.name)
    if form is None:
        allowed = ", ".join(sorted([*FORMS, REVEAL]))
        message = gettext("unknown directive :::%(name)s; allowed: %(allowed)s")
        writer.report.add(directive.line, message % {"name": directive.name, "allowed": allowed})
        return None
    check_argument(directive, form.rule, writer)
    return Block(type=form.block, value=form.write(directive, writer))


def check_argument(directive: Directive, rule: Rule, writer: Writer) -> None:
    """Report an argument that is missing, or not allowed, or has marks that are not allowed."""
    if rule == "no words" and directive.argument:
        message = gettext(":::%s takes no words after its name") % directive.name
        writer.report.add(directive.line, message)
    if rule in {"words", "an instruction"} and not directive.argument:
        message = gettext(":::%s needs words after its name") % directive.name
        writer.report.add(directive.line, message)
    check = writer.instruction if rule == "an instruction" else writer.plain
    check(directive.argument, directive.line)


def _texts(directive: Directive, writer: Writer) -> list[SyntaxTreeNode]:
    """Return the paragraphs and lists of a directive; report other blocks, or that it is empty."""
    for node in directive.nodes:
        if node.type not in {"paragraph", "bullet_list"}:
            message = gettext(':::%s holds paragraphs and lists with "- " only') % directive.name
            writer.report.add(line_of(node), message)
    if not directive.nodes:
        writer.report.add(directive.line, gettext(":::%s is empty") % directive.name)
    return [node for node in directive.nodes if node.type in {"paragraph", "bullet_list"}]


def _list(directive: Directive, writer: Writer) -> list[SyntaxTreeNode]:
    """Return the one list that a directive must hold."""
    nodes = _texts(directive, writer)
    if [node.type for node in nodes] == ["bullet_list"]:
        return nodes
    if nodes:
        message = gettext(':::%s holds one list of "- words"') % directive.name
        writer.report.add(directive.line, message)
    return []


def _points(directive: Directive, writer: Writer) -> list[Line]:
    return [point for node in _list(directive, writer) for point in writer.items(node)]


def _first_text(nodes: Sequence[SyntaxTreeNode], directive: Directive) -> Line:
    texts = chain.from_iterable(map(texts_of, nodes))
    return next(texts, Line(directive.line, ""))


def _note(directive: Directive, writer: Writer) -> Value:
    return {"heading": directive.argument, "text": writer.rich(_texts(directive, writer))}


def _level(directive: Directive, writer: Writer) -> Value:
    """Return signs of one urgency: `now`, `soon` or `later`, with `+sheet` for the fridge."""
    name, _, heading = directive.argument.partition(" ")
    urgency = name.removesuffix(_ON_SHEET)
    if urgency not in Urgency.values or not heading:
        allowed = ", ".join(f"{urgency}[{_ON_SHEET}] words" for urgency in Urgency.values)
        writer.report.add(directive.line, gettext(":::level takes %s") % allowed)
    for number, text in directive.lines:
        for picture in SIGN.findall(text):
            if picture not in SIGNS:
                writer.report.add(number, gettext("no picture is called ((%s))") % picture)
    text = writer.rich(_texts(directive, writer))
    return {"urgency": urgency, "heading": heading, "text": text, "on_sheet": name != urgency}


def _gap(directive: Directive, writer: Writer) -> Value:
    """Return a gap, whose last paragraph must be the question to ask."""
    nodes = _texts(directive, writer)
    line, asked = _first_text(nodes[-1:], directive)
    if nodes and not (nodes[1:] and asked.startswith(_ASK)):
        message = gettext(':::gap needs a text, then a last paragraph "%s…"') % _ASK
        writer.report.add(line, message)
    ask = writer.plain(asked.removeprefix(_ASK).strip('"'), line)
    return {"heading": directive.argument, "text": writer.rich(nodes[:-1]), "ask": ask}


def _care(directive: Directive, writer: Writer) -> Value:
    """Return a care card: a text for each of three urgencies."""
    rows = [(number, *text.partition(": ")) for number, text in _points(directive, writer)]
    if rows and sorted(urgency for _, urgency, _, _ in rows) != _URGENCIES:
        allowed = ", ".join(f'"- {urgency}: …"' for urgency in _URGENCIES)
        writer.report.add(directive.line, gettext(":::care needs %s") % allowed)
    return {urgency: writer.paragraph(Line(line, text)) for line, urgency, _, text in rows}


def _items(directive: Directive, writer: Writer) -> Value:
    return {"items": writer.rich(_list(directive, writer))}


def _questions(directive: Directive, writer: Writer) -> Value:
    points = _points(directive, writer)
    return {"items": [writer.plain(text, number) for number, text in points]}


def _figure(directive: Directive, writer: Writer) -> Value:
    """Return a figure: a picture, and in its first paragraph a line each of caption and words."""
    picture = directive.argument.removesuffix(".svg")
    writer.refer("picture", picture, directive.line)
    nodes = _texts(directive, writer)
    number, first = _first_text(nodes[:1], directive)
    caption, _, words = first.partition("\n")
    if not (caption.startswith(_CAPTION) and words.startswith(_WORDS)):
        message = gettext(':::figure needs a line "%(caption)s…", then one "%(words)s…"')
        message %= {"caption": _CAPTION, "words": _WORDS}
        writer.report.add(directive.line, message)
    words = writer.paragraph(Line(number + 1, words.removeprefix(_WORDS)))
    return {
        "picture": picture,
        "caption": writer.plain(caption.removeprefix(_CAPTION), number),
        "words": words + writer.rich(nodes[1:]),
    }


def _table(directive: Directive, writer: Writer) -> Value:
    """Return a table with its caption; the first row names the columns."""
    lines = directive.lines
    if len(lines) < 3 or not _DASHES.fullmatch(lines[1].text):
        message = gettext(":::table needs a row of names, a line as |---|---| and rows under it")
        writer.report.add(directive.line, message)
    for number, text in lines:
        if not (text.startswith("|") and text.endswith("|")):
            writer.report.add(number, gettext('a row of a table starts and ends with "|"'))
    head, *rows = _rows(directive) or [(directive.line, [])]
    for number, cells in rows:
        if len(cells) != len(head[1]):
            message = gettext("cells of this row: %(cells)d; columns of the table: %(columns)d")
            message %= {"cells": len(cells), "columns": len(head[1])}
            writer.report.add(number, message)
    return {
        "caption": directive.argument,
        "columns": [{"type": "text", "heading": writer.plain(cell, head[0])} for cell in head[1]],
        "rows": [
            {"values": [writer.paragraph(Line(number, cell)) for cell in cells]}
            for number, cells in rows
        ],
    }


def _rows(directive: Directive) -> list[tuple[int, list[str]]]:
    """Return the rows of a table, each with its line, without the line of dashes."""
    return [
        (number, [cell.strip() for cell in _BAR.split(text)[1:-1]])
        for number, text in directive.lines
        if not _DASHES.fullmatch(text)
    ]


def _related(directive: Directive, writer: Writer) -> Value:
    return {"pages": [slug for _, slug, _, _ in _links(directive, "page", writer)]}


def _faq(directive: Directive, writer: Writer) -> Value:
    questions = [slug for _, slug, _, _ in _links(directive, "faq", writer)]
    return {"heading": directive.argument, "questions": questions}


def _link_cards(directive: Directive, writer: Writer) -> Value:
    links = [
        {"title": writer.plain(title, line), "page": slug, "text": writer.plain(text, line)}
        for title, slug, text, line in _links(directive, "page", writer, with_text=True)
    ]
    return {"heading": directive.argument, "links": links}


def _links(
    directive: Directive, scheme: str, writer: Writer, *, with_text: bool = False
) -> Iterator[tuple[str, str, str, int]]:
    """Yield label, slug, text and line of each link in the list of a directive."""
    for number, point in _points(directive, writer):
        found = _LINK.fullmatch(point)
        if found is None or found[2] != scheme or bool(found[4]) != with_text:
            allowed = f"[words]({scheme}:slug){' words' if with_text else ''}"
            writer.report.add(number, gettext('allowed here: "- %s"') % allowed)
        else:
            slug = writer.refer("page" if scheme == "page" else "question", found[3], number)
            yield found[1], slug, found[4] or "", number


def _computed(directive: Directive, writer: Writer) -> Value:
    for node in directive.nodes:
        message = gettext(":::%s fills itself; leave it empty") % directive.name
        writer.report.add(line_of(node), message)
    return {"heading": directive.argument}


FORMS = {
    "note": Form("note", "words", _note),
    "warning": Form("warning", "words", _note),
    "level": Form("level", "an instruction", _level),
    "gap": Form("gap", "words or none", _gap),
    "care": Form("care", "no words", _care),
    "do": Form("do", "no words", _items),
    "dont": Form("dont", "no words", _items),
    "questions": Form("questions", "no words", _questions),
    "figure": Form("figure", "words", _figure),
    "table": Form("table", "words", _table),
    "faq": Form("faq", "words or none", _faq),
    "related": Form("related", "no words", _related),
    "link-cards": Form("link_cards", "words", _link_cards),
    "steps-of-spread": Form("steps_of_spread", "words or none", _computed),
    "treatments-by-reach": Form("treatments_by_reach", "words or none", _computed),
}
