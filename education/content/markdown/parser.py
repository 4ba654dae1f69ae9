"""Parse Markdown, the part of it that documents and cells may use, and write rich text.

The parser takes what is named here and nothing else. The marks `[S1]`, `[[slug|words]]`,
`{{ token }}` and `((sign))` stay plain text, as editors type them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from education.content.markdown.errors import Report
from education.content.markdown.references import Names
from education.standard.markup import CITATION, TERM, TOKEN, TOKENS, plain

_DIRECTIVE = "container_directive"
_BLOCKS = (
    MarkdownIt("zero", {"html": True})
    .enable(["heading", "list", "hr", "html_block"])  # of HTML, comments only
    .disable("inline")
    .use(front_matter_plugin)
    .use(container_plugin, "directive", validate=lambda info, _: info[:1].isalpha())
)
_INLINE = MarkdownIt("zero").enable(["emphasis", "link"])
_ALLOWED = gettext_lazy(
    "**bold**, *italic*, [words](page:slug), [words](page:slug#section), [words](faq:slug), "
    "[words](https://…), [[slug|words]], [S1], {{ token }}"
)
_MARK = re.compile(rf"{TERM.pattern}|{CITATION.pattern}|{TOKEN.pattern}")
_STRAY = re.compile(
    r"\[\[?[^\[\]]*\]?\]?(?:\([^()\s]*\))?|\]+|\*+|\{\{[^{}]*(?:\}\})?|\}\}|`+|<!--"
)
_BEGINNINGS = gettext_lazy(
    'headings begin with "## " or "### ", items of a list with "- " or "1. ", directives with '
    '":::name", and ":::" closes one that is open'
)
_WEB = re.compile(r"https://[\w.-]+(?:[/?#][^\s\"<>]*)?")
_LINKED = {"page": "page", "faq": "question"}
_TAGS = {"strong": "b", "em": "i"}
# Markdown that the parser does not take; as plain text it would reach a reader.
_FOREIGN = re.compile(r"[*+] |>|\||```|~~~|\d+[.)] |!\[|-|=+$|#|:::")


class Line(NamedTuple):
    """A paragraph, item or cell, with its marks, and the number of its line (from 1)."""

    number: int
    text: str


def parse(text: str, report: Report) -> list[SyntaxTreeNode]:
    """Return the blocks of a Markdown text, and report directives that are not closed."""
    nodes, lines = SyntaxTreeNode(_BLOCKS.parse(text)).children, [*text.split("\n"), ""]
    for node in nodes:
        if node.type == _DIRECTIVE and node.map:
            closed = lines[node.map[1]].strip().startswith(":::")
            if not closed or any(child.type == _DIRECTIVE for child in node.children):
                message = gettext(":::%s is not closed with :::") % node.info.split()[0]
                report.add(line_of(node), message)
    return nodes


def line_of(node: SyntaxTreeNode) -> int:
    """Return the number of the line (from 1) on which a block begins."""
    return node.map[0] + 1 if node.map else 1


def texts_of(node: SyntaxTreeNode) -> list[Line]:
    """Return the paragraphs and items in a block, in order."""
    return [Line(line_of(one), one.content) for one in node.walk() if one.type == "inline"]


def stray_mark(text: str) -> str:
    """Return the first mark in a text that takes none, or an empty string."""
    found = _STRAY.search(text)
    return found.group() if found else ""


def spoken(text: str) -> str:
    """Return a text as a reader hears it: without marks, link addresses and citations."""
    return plain("".join(node.content for node in _inline(text).walk() if node.type == "text"))


def citations(text: str) -> tuple[str, ...]:
    """Return the codes of the sources that a text cites, in order, without repetition."""
    return tuple(dict.fromkeys(CITATION.findall(text)))


def _explain_stray(mark: str, text: str) -> str:
    if mark.endswith("]") and f"{mark}(" in text:
        return (
            gettext(
                'the address after "%s" cannot be read; write a space in it as %%20, '
                "a parenthesis as %%28 or %%29"
            )
            % mark
        )
    message = gettext('"%(mark)s" stands alone; allowed: %(allowed)s')
    return message % {"mark": mark, "allowed": _ALLOWED}


def _inline(text: str) -> SyntaxTreeNode:
    joined = " ".join(line.strip() for line in text.split("\n"))
    return SyntaxTreeNode(_INLINE.parseInline(joined))


@dataclass(frozen=True)
class Writer:
    """A converter of the texts of one document to rich text, which reports their problems."""

    report: Report
    names: Names
    sources: Collection[str]

    def rich(self, nodes: Iterable[SyntaxTreeNode]) -> SafeString:
        """Return paragraphs and lists as rich text."""
        return SafeString("".join(self._block(node) for node in nodes))

    def paragraph(self, line: Line) -> SafeString:
        """Return a text as a paragraph of rich text."""
        return SafeString(f"<p>{self._html(line)}</p>")

    def plain(self, text: str, line: int) -> str:
        """Return a text such as a heading unchanged, and report a mark in the text."""
        if mark := stray_mark(text):
            message = gettext('"%s" cannot stand here: this text takes no marks') % mark
            self.report.add(line, message)
        return text

    def instruction(self, text: str, line: int) -> str:
        """Return a heading unchanged, and report unknown tokens and all other marks."""
        self._check_tokens(text, line)
        self.plain(TOKEN.sub("", text), line)
        return text

    def refer(self, noun: str, name: str, line: int) -> str:
        """Return a name unchanged, and report a name that is unknown."""
        self.names.check(noun, name, line, self.report)
        return name

    def items(self, node: SyntaxTreeNode) -> list[Line]:
        """Return the items of a list, and report what a list must not have."""
        if node.markup not in {"-", "."}:
            message = gettext('the items of a list begin with "- " or "1. "')
            self.report.add(line_of(node), message)
        found: list[Line] = []
        for place, item in enumerate(node.children, start=1):
            texts = texts_of(item)
            if len(texts) != 1 or "\n" in texts[0].text:
                self.report.add(line_of(item), gettext("an item of a list is one line of text"))
            if item.info and item.info != str(place):
                message = gettext("the numbers of a list must be 1, 2, 3 and so on")
                self.report.add(line_of(item), message)
            found += texts
        return found

    def _block(self, node: SyntaxTreeNode) -> str:
        if node.type == "paragraph":
            return "".join(map(self.paragraph, texts_of(node)))
        tag = "ul" if node.type == "bullet_list" else "ol"
        return (
            f"<{tag}>{''.join(f'<li>{self._html(item)}</li>' for item in self.items(node))}</{tag}>"
        )

    def _html(self, line: Line) -> str:
        for number, text in enumerate(line.text.split("\n"), start=line.number):
            if found := _FOREIGN.match(text.lstrip()):
                message = gettext('"%(mark)s" cannot begin a line here; %(allowed)s')
                message %= {"mark": found.group(), "allowed": _BEGINNINGS}
                self.report.add(number, message)
        return self._nodes(_inline(line.text).children[0].children, line.number)

    def _nodes(self, nodes: Sequence[SyntaxTreeNode], line: int) -> str:
        return "".join(self._node(node, line) for node in nodes)

    def _node(self, node: SyntaxTreeNode, line: int) -> str:
        if node.type == "text":
            return self._text(node.content, line)
        inside = self._nodes(node.children, line)
        if node.type == "link":
            return self._link(node, inside, line)
        tag = _TAGS[node.type]
        return f"<{tag}>{inside}</{tag}>"

    def _text(self, text: str, line: int) -> str:
        for slug, words in TERM.findall(text):
            self.refer("term", slug, line)
            if not words:
                self.report.add(line, gettext("[[%s|]] has no words") % slug)
        for code in CITATION.findall(text):
            self._check_citation(code, line)
        self._check_tokens(text, line)
        if stray := stray_mark(_MARK.sub("", text)):
            self.report.add(line, _explain_stray(stray, text))
        return escape(TOKEN.sub(r"{{ \1 }}", text))

    def _check_citation(self, code: str, line: int) -> None:
        self.refer("source", code, line)
        if code not in self.sources:
            message = gettext("cites [%(code)s], but the front matter lists %(sources)s")
            listed = ", ".join(self.sources) or gettext("none")
            self.report.add(line, message % {"code": code, "sources": listed})

    def _check_tokens(self, text: str, line: int) -> None:
        for name in TOKEN.findall(text):
            if name not in TOKENS:
                message = gettext('unknown token "%(name)s"; allowed: %(allowed)s')
                self.report.add(line, message % {"name": name, "allowed": ", ".join(TOKENS)})

    def _link(self, node: SyntaxTreeNode, inside: str, line: int) -> str:
        target = str(node.attrs["href"])
        scheme, _, name = target.partition(":")
        slug, _, section = name.partition("#")
        if scheme in _LINKED and "title" not in node.attrs:
            self.refer(_LINKED[scheme], slug, line)
            if section:
                self.refer("section", name, line)
        elif not _WEB.fullmatch(target) or "title" in node.attrs:
            allowed = "page:slug, page:slug#section, faq:slug, https://…"
            message = gettext('a link to "%(target)s"; allowed: %(allowed)s')
            self.report.add(line, message % {"target": target, "allowed": allowed})
        return f'<a href="{escape(target)}">{inside}</a>'
