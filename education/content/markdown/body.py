"""Nest the blocks of a Markdown text: in a section, in a part of a section, or on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from django.utils.translation import gettext
from markdown_it.tree import SyntaxTreeNode

from education.content.blocks.callouts import IN_SHORT
from education.content.markdown.blocks import (
    REVEAL,
    Block,
    Directive,
    check_argument,
    write_directive,
)
from education.content.markdown.parser import (
    Line,
    Writer,
    citations,
    line_of,
    spoken,
    texts_of,
)

_COMMENT = re.compile(r"<!-- (facts|reviewer|editor): (\S.*?) -->\s*")
_ONCE = {"key_points", "care", "related"}
# They belong to the page itself, and so close the open section; some only with a heading.
_OF_PAGE = {"care", "link_cards", "key_points", "questions", "related"}
_OF_PAGE_WITH_HEADING = {"faq", "gap", "steps_of_spread", "treatments_by_reach"}
# A claim of facts below one of these covers the text above it, too, which introduces it.
_WITH_THE_TEXT_ABOVE = {"table", "questions"}


@dataclass(frozen=True)
class Statement:
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
class Annotations:
    """The statements and remarks of a document."""

    statements: list[Statement] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Body:
    """The blocks of a page or of an answer, and the line number of each."""

    writer: Writer
    annotations: Annotations
    heading: str = ""
    blocks: list[Block] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open = self.blocks
        self._section: list[Block] | None = None
        self._headings: list[tuple[int, str, str, list[Block]]] = []
        self._points_due = 0  # the line of the heading that needs them
        self._unclaimed: list[Line] = []
        self._after_directive = False

    def take(self, nodes: Iterable[SyntaxTreeNode]) -> None:
        """Add the parts of a text to the blocks, and report misplaced parts."""
        for node in nodes:
            self._take(node)
        self._refuse_missing_points()
        self._refuse_headings()

    def _take(self, node: SyntaxTreeNode) -> None:
        match node.type:
            case "paragraph" | "bullet_list" | "ordered_list":
                self._take_text(node)
            case "heading":
                self._take_heading(node)
            case "html_block":
                self._take_comment(node)
            case "hr":
                message = gettext("--- stands only in a question, after its short answer")
                self.complain(line_of(node), message)
            case _:
                self._take_directive(Directive.of(node))

    def _take_heading(self, node: SyntaxTreeNode) -> None:
        self._refuse_missing_points()
        self._unclaimed.clear()
        line, text = line_of(node), "".join(one.content for one in node.children)
        # `## I am bleeding | Bleeding` has a short name for the list of the page.
        self.heading, _, short = self.writer.plain(text, line).partition(" | ")
        if node.tag not in {"h2", "h3"} or not text:
            message = gettext("headings are ## and ###; the title is the one above them")
            self.complain(line, message)
        elif node.tag == "h2":
            self._close_section()
            if self.heading == IN_SHORT:
                self._points_due = line
            else:
                self._section = self._open_heading("section", line, short)
        elif self._section is None:
            self.complain(line, gettext("### needs a ## above it: no level may be skipped"))
        else:
            self._open = self._section
            self._open_heading("subsection", line)

    def _open_heading(self, kind: str, line: int, short: str = "") -> list[Block]:
        content: list[Block] = []
        named = {"short": short} if short else {}
        self.add(
            Block(type=kind, value={"heading": self.heading, **named, "content": content}), line
        )
        self._headings.append((line, kind, self.heading, content))
        self._open = content
        return content

    def _refuse_headings(self) -> None:
        """Report headings with nothing under them, and sections of the same name."""
        seen: set[str] = set()
        for line, kind, heading, content in self._headings:
            if not content:
                self.complain(line, gettext('nothing stands under "%s"') % heading)
            if kind == "section" and heading in seen:
                self.complain(line, gettext('a second section is called "%s"') % heading)
            seen |= {heading} if kind == "section" else set()

    def _take_text(self, node: SyntaxTreeNode) -> None:
        if self._after_directive:
            self._unclaimed.clear()
        self._after_directive = False
        self._unclaimed += texts_of(node)
        if self._points_due and node.type == "bullet_list":
            self._points_due = 0
            value = {"points": self.writer.rich([node])}
            self.add(Block(type="key_points", value=value), line_of(node))
            return
        self._refuse_missing_points()
        kind = "steps" if node.type == "ordered_list" else "text"
        if kind == "text" and self._open and self._open[-1]["type"] == "text":
            self._open[-1]["value"] += self.writer.rich([node])
        else:
            self.add(Block(type=kind, value=self.writer.rich([node])), line_of(node))

    def _refuse_missing_points(self) -> None:
        if self._points_due:
            message = gettext('"%s" needs one list of "- words"') % IN_SHORT
            self.complain(self._points_due, message)
        self._points_due = 0

    def _take_directive(self, directive: Directive) -> None:
        self._refuse_missing_points()
        if self._after_directive or directive.name not in _WITH_THE_TEXT_ABOVE:
            self._unclaimed.clear()
        self._unclaimed += directive.texts
        self._after_directive = directive.name not in _WITH_THE_TEXT_ABOVE
        if block := self._block(directive):
            self.add(block, directive.line)

    def _block(self, directive: Directive) -> Block | None:
        if directive.name == REVEAL:
            return self._reveal(directive)
        return write_directive(directive, self.writer)

    def _reveal(self, directive: Directive) -> Block:
        check_argument(directive, "words", self.writer)
        inner = Body(self.writer, self.annotations, self.heading)
        for node in directive.nodes:
            if node.type == "heading":
                self.complain(line_of(node), gettext("a heading cannot stand inside :::reveal"))
            else:
                inner._take(node)
        if not inner.blocks:
            self.complain(directive.line, gettext(":::%s is empty") % REVEAL)
        return Block(type=REVEAL, value={"prompt": directive.argument, "content": inner.blocks})

    def _take_comment(self, node: SyntaxTreeNode) -> None:
        line, comment = line_of(node), _COMMENT.fullmatch(node.content)
        if comment is None:
            allowed = "<!-- facts: … -->, <!-- reviewer: … -->, <!-- editor: … -->"
            message = gettext("takes no HTML, and comments on one line only: %s") % allowed
            self.complain(line, message)
        elif comment[1] == "facts":
            self._claim([fact.strip() for fact in comment[2].split(",")], line)
        else:
            self.annotations.remarks.append(Remark(comment[1], comment[2], line, self.heading))

    def _claim(self, facts: Sequence[str], line: int) -> None:
        """Record a statement: the text since the last heading or claim, or of one directive."""
        for fact in facts:
            self.writer.refer("fact", fact, line)
        if not self._unclaimed:
            self.complain(line, gettext("these facts follow no text that could state them"))
            return
        texts = [text for _, text in self._unclaimed]
        statement = Statement(
            facts=tuple(facts),
            text="\n".join(map(spoken, texts)),
            line=self._unclaimed[0].number,
            citations=citations(" ".join(texts)),
            section=self.heading,
        )
        self.annotations.statements.append(statement)
        self._unclaimed.clear()

    def add(self, block: Block, line: int) -> None:
        """Add a block to what is open; a block of the page itself closes the section first."""
        kind = block["type"]
        if kind in _OF_PAGE or (kind in _OF_PAGE_WITH_HEADING and block["value"]["heading"]):
            self._close_section()
            self._refuse_second(kind, line)
        if self._open is self.blocks:
            self.lines.append(line)
        self._open.append(block)

    def _refuse_second(self, kind: str, line: int) -> None:
        if kind in _ONCE and any(one["type"] == kind for one in self.blocks):
            message = gettext('a second "%s"; a text has one at most') % kind.replace("_", " ")
            self.complain(line, message)
        since = takewhile(lambda one: one["type"] != "section", reversed(self.blocks))
        if kind == "questions" and any(one["type"] == kind for one in since):
            message = gettext("a second list of questions under one heading; join the two")
            self.complain(line, message)

    def _close_section(self) -> None:
        self._open, self._section = self.blocks, None

    def complain(self, line: int, message: str) -> None:
        """Report a problem on a line of the body."""
        self.writer.report.add(line, message)
