"""Rich text as a reader sees it: paragraphs, list items, and the meaning of our marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

# The marks of a text, which stay in it as plain text.
CITATION = re.compile(r"(?<!\s)\s*\[([A-Z]{1,3}\d{1,4})\]")  # [S1]
TERM = re.compile(r"\[\[([\w-]+)\|([^\[\]|]*)\]\]")  # [[slug|words]]
TOKEN = re.compile(r"\{\{\s*(\w+)\s*\}\}")  # {{ emergency_number }}
SIGN = re.compile(r"\(\(([\w-]+)\)\)\s*")  # ((breath)), a small picture
# Draftail marks each paragraph for itself, anew in every editor.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
TOKENS = ("contact", "crisis_number", "emergency_number", "help_line", "site_name")
_SPACE = re.compile(r"\s+")
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "div", "blockquote", "hr"}


@dataclass(frozen=True)
class Link:
    """Text of a link, and its target."""

    words: str
    target: str


@dataclass(frozen=True)
class Piece:
    """Paragraph, list item or heading of a rich text, with its marks."""

    tag: str
    raw: str
    links: tuple[Link, ...] = ()


def plain(raw: str) -> str:
    """Return the text that a reader sees: explained terms as words, citations left out."""
    text = without_signs(CITATION.sub("", TERM.sub(r"\2", raw)))
    return _SPACE.sub(" ", text).strip()


def without_signs(text: str) -> str:
    """Return the text without the marks of small pictures."""
    return SIGN.sub("", text)


def citations(raw: str) -> list[str]:
    """Return the codes of the sources that a text cites, in order."""
    return CITATION.findall(raw)


def explained(raw: str) -> list[str]:
    """Return the slugs of the glossary terms that a text explains, in order."""
    return [slug for slug, _ in TERM.findall(raw)]


def pieces(rich: str) -> list[Piece]:
    """Return the paragraphs, list items and headings of a rich text, in reading order."""
    if "<" not in rich:
        return [piece for piece in [Piece("p", html.unescape(rich).strip())] if piece.raw]
    # Rich text holds no declarations; the parser would refuse a broken one.
    tree = BeautifulSoup(rich.replace("<!", "&lt;!"), "html.parser")
    return [piece for piece in _walk(tree, "p") if piece.raw]


def _walk(node: Tag, tag: str) -> Iterator[Piece]:
    """Yield the inline content before each block, then the pieces of the block."""
    line: list[Tag | NavigableString] = []
    for child in node.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield _piece(tag, line)
            yield from _walk(child, child.name)
            line = []
        elif isinstance(child, Tag | NavigableString):
            line.append(child)
    yield _piece(tag, line)


def _piece(tag: str, line: list[Tag | NavigableString]) -> Piece:
    words = "".join(" " if node.name == "br" else node.get_text() for node in line)
    links = [
        _link(found)
        for node in line
        if isinstance(node, Tag)
        for found in ([node] if node.name == "a" else node.find_all("a"))
    ]
    return Piece(tag, _SPACE.sub(" ", words).strip(), tuple(links))


def _link(node: Tag) -> Link:
    target = node.get("href") or f"{node.get('linktype', '')}:{node.get('id', '')}"
    return Link(plain(node.get_text()), str(target))
