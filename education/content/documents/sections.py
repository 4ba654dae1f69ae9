"""Nest the parts of a body: in a section, in a part of a section, or on the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

from education.content.documents.blocks import Block, stands_on_the_page
from education.content.documents.directives import REVEAL, check_argument, write_directive
from education.content.documents.markup import Writer, bare_item, bare_words, citations
from education.content.documents.media import read_table
from education.content.documents.parts import (
    Comment,
    Directive,
    Heading,
    Part,
    Rule,
    Text,
    split_parts,
)
from education.content.documents.rich_text import write_list, write_text

KEY_POINTS = "In short"
_ONCE = {"key_points", "care", "related"}
# A claim of facts below one of these covers the text above it, too, which introduces it.
_WITH_THE_TEXT_ABOVE = {"table", "questions"}


@dataclass(frozen=True)
class Passage:
    """A text that states facts, without marks: one paragraph, item or cell a line."""

    facts: tuple[str, ...]
    text: str
    line: int
    citations: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True)
class Remark:
    """A remark to the `reviewer` or the `editor`, which no reader sees."""

    audience: str
    text: str
    line: int
    section: str = ""


@dataclass
class Found:
    """The passages and remarks of a document."""

    passages: list[Passage] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Body:
    """The blocks of a page or of an answer, and the line number of each."""

    writer: Writer
    found: Found
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open = self.blocks
        self._section: list[Block] | None = None
        self._headings: list[tuple[Heading, list[Block]]] = []
        self._points_due: Heading | None = None
        self._unclaimed: list[tuple[int, str]] = []
        self._after_directive = False

    def take(self, parts: Iterable[Part]) -> None:
        """Add the parts of a text to the blocks, and report misplaced parts."""
        for part in parts:
            self._take(part)
        self._refuse_missing_points()
        self._refuse_empty_headings()
        self._refuse_repeated_headings()

    def _take(self, part: Part) -> None:
        match part:
            case Text():
                self._take_text(part)
            case Comment():
                self._take_comment(part)
            case Heading():
                self._take_heading(part)
            case Directive():
                self._take_directive(part)
            case Rule():
                self.complain(part.line, "--- stands only in a question, after its short answer")

    def _take_heading(self, heading: Heading) -> None:
        self._refuse_missing_points()
        self._unclaimed.clear()
        heading, short = _with_short_name(heading)
        self.heading = heading.text
        self.writer.plain(f"{heading.text} {short}", heading.line)
        if heading.level == 3 and self._section is None:
            self.complain(heading.line, "### needs a ## above it: no level may be skipped")
        elif heading.level == 3 and self._section is not None:
            self._open = self._section
            self._open_heading("subsection", heading)
        elif heading.text == KEY_POINTS:
            self._close_section()
            self._points_due = heading
        else:
            self._close_section()
            self._section = self._open_heading("section", heading, short)

    def _open_heading(self, kind: str, heading: Heading, short: str = "") -> list[Block]:
        content: list[Block] = []
        named = {"short": short} if short else {}
        value = {"heading": heading.text, **named, "content": content}
        self.add(Block(type=kind, value=value), heading.line)
        self._headings.append((heading, content))
        self._open = content
        return content

    def _refuse_empty_headings(self) -> None:
        for heading, content in self._headings:
            if not content:
                self.complain(heading.line, f'nothing stands under "{heading.text}"')

    def _refuse_repeated_headings(self) -> None:
        seen: set[str] = set()
        for heading, _ in self._headings:
            if heading.level == 2 and heading.text in seen:
                self.complain(heading.line, f'a second section is called "{heading.text}"')
            seen.add(heading.text)

    def _take_text(self, text: Text) -> None:
        if self._after_directive:
            self._unclaimed.clear()
        self._after_directive = False
        self._unclaimed += text.items
        if self._points_due:
            self._take_points(text)
        elif text.shape == "numbers":
            self.add(Block(type="steps", value=write_text(text, self.writer)), text.line)
        elif self._open and self._open[-1]["type"] == "text":
            self._open[-1]["value"] += write_text(text, self.writer)
        else:
            self.add(Block(type="text", value=write_text(text, self.writer)), text.line)

    def _take_points(self, text: Text) -> None:
        if text.shape != "points":
            self._refuse_missing_points()
        self._points_due = None
        points = write_list(text.items, self.writer)
        self.add(Block(type="key_points", value={"points": points}), text.line)

    def _refuse_missing_points(self) -> None:
        if self._points_due:
            self.complain(self._points_due.line, f'"{KEY_POINTS}" needs one list of "- words"')
            self._points_due = None

    def _take_directive(self, directive: Directive) -> None:
        self._refuse_missing_points()
        if self._after_directive or directive.name not in _WITH_THE_TEXT_ABOVE:
            self._unclaimed.clear()
        self._unclaimed += self._texts_of(directive)
        self._after_directive = directive.name not in _WITH_THE_TEXT_ABOVE
        if block := self._block(directive):
            self.add(block, directive.line)

    def _texts_of(self, directive: Directive) -> list[tuple[int, str]]:
        """Return the texts of a directive, each with its line, without the marks of a list."""
        if directive.name == "table":
            rows = read_table(directive, self.writer)
            return [(line, cell) for line, cells in rows for cell in cells]
        lines = [line for line in directive.inside if not line.text.startswith("<!--")]
        return [(line.number, bare_item(line.text)) for line in lines if line.text]

    def _block(self, directive: Directive) -> Block | None:
        if directive.name == REVEAL:
            return self._reveal(directive)
        return write_directive(directive, self.writer)

    def _reveal(self, directive: Directive) -> Block:
        check_argument(directive, "words", self.writer)
        inner = Body(self.writer, self.found, self.heading)
        parts = split_parts(directive.inside, self.writer.report)
        for part in parts:
            if isinstance(part, Heading):
                self.complain(part.line, "a heading cannot stand inside :::reveal")
        inner.take(part for part in parts if not isinstance(part, Heading))
        if not inner.blocks:
            self.complain(directive.line, ":::reveal is empty")
        return Block(type="reveal", value={"prompt": directive.argument, "content": inner.blocks})

    def _take_comment(self, comment: Comment) -> None:
        if comment.about == "facts":
            self._claim(comment)
        else:
            remark = Remark(comment.about, comment.text, comment.line, self.heading)
            self.found.remarks.append(remark)

    def _claim(self, comment: Comment) -> None:
        """Record a passage: the text since the last heading or claim, or of one directive."""
        facts = tuple(fact.strip() for fact in comment.text.split(","))
        for fact in facts:
            self.writer.refer("fact", fact, comment.line)
        if not self._unclaimed:
            self.complain(comment.line, "these facts follow no text that could state them")
            return
        texts = [text for _, text in self._unclaimed]
        self.found.passages.append(
            Passage(
                facts=facts,
                text="\n".join(map(bare_words, texts)),
                line=self._unclaimed[0][0],
                citations=citations(" ".join(texts)),
                section=self.heading,
            )
        )
        self._unclaimed.clear()

    def add(self, block: Block, line: int) -> None:
        """Add a block to what is open; a block of the page itself closes the section first."""
        if stands_on_the_page(block):
            self._close_section()
            self._refuse_second(block, line)
        if self._open is self.blocks:
            self.lines.append(line)
        self._open.append(block)

    def _refuse_second(self, block: Block, line: int) -> None:
        kind = block["type"]
        if kind in _ONCE and any(one["type"] == kind for one in self.blocks):
            self.complain(line, f'a second "{kind.replace("_", " ")}"; a text has one at most')
        since = takewhile(lambda one: one["type"] != "section", reversed(self.blocks))
        if kind == "questions" and any(one["type"] == kind for one in since):
            self.complain(line, "a second list of questions under one heading; join the two")

    def _close_section(self) -> None:
        self._open, self._section = self.blocks, None

    def complain(self, line: int, message: str) -> None:
        """Report a problem on a line of the body."""
        self.writer.report.add(line, message)


def _with_short_name(heading: Heading) -> tuple[Heading, str]:
    """Split `## I am bleeding | Bleeding` into the heading and its name in the list of the page."""
    text, _, short = heading.text.partition(" | ")
    return replace(heading, text=text), short
