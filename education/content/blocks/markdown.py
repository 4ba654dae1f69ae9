"""The base of what writes texts as Markdown: blocks say what, a writer says in which form."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any, Literal, Self

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

if TYPE_CHECKING:
    from education.content.blocks.base import RawBlock

# What a block can choose, by the names of `References`.
Kind = Literal["pages", "questions", "terms", "pictures", "photos"]
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LISTS = {"ul", "ol"}


def join(parts: Iterable[str]) -> str:
    """Return parts of a text, without the empty ones, as one text."""
    return "\n\n".join(part for part in parts if part)


def points(items: Iterable[str]) -> str:
    """Return a list of points, without the empty ones."""
    return "\n".join(f"- {item}" for item in items if item)


def page_id(link: Tag) -> int:
    """Return the primary key of the page to which a link leads; 0 if it is no number."""
    key = str(link.get("id"))
    return int(key) if key.isdecimal() else 0


class MarkdownWriter:
    """A writer of rich text and blocks. A subclass writes marks, links and call-outs."""

    level = 2  # of the next heading

    def stream(self, blocks: Iterable[RawBlock]) -> str:
        """Return blocks in reading order."""
        return join(one.block.get_markdown(one.value, self) for one in blocks)

    def rich(self, html: str) -> str:
        """Return the paragraphs and lists of a rich text."""
        return join(self._block(part) for part in _parse(html))

    def inline(self, html: str) -> str:
        """Return a rich text on one line, such as a cell of a table."""
        return " ".join(self._inline([part]) for part in _parse(html))

    def paragraph(self, words: str) -> str:
        """Return a paragraph, of words with their marks."""
        return words

    def heading(self, words: str, short: str = "") -> str:
        """Return a heading at the level of this writer; empty without words.

        `short` is its short form for the contents list, which readers of a text do not need.
        """
        return f"{'#' * self.level} {self.text(words)}" if words else ""

    def under(self) -> Self:
        """Return a writer of what stands under a heading."""
        deeper = copy(self)
        deeper.level += 1
        return deeper

    def text(self, words: str) -> str:
        """Return plain text with its marks."""
        return words

    def callout(self, name: str, argument: str, *parts: str, opening: str | None = None) -> str:
        """Return a part that is set apart.

        A document has a directive with name and argument, readers have the opening: unless it is
        given, the argument as a heading.
        """
        raise NotImplementedError

    def closed_part(self, prompt: str, content: str) -> str:
        """Return a part that readers choose to open."""
        raise NotImplementedError

    def name_of(self, kind: Kind, key: Any) -> str:
        """Return the name of what a block has chosen; empty for what cannot be shown."""
        raise NotImplementedError

    def link_to(self, kind: Kind, key: Any, words: str = "") -> str:
        """Return a link to what a block has chosen; empty for what cannot be shown."""
        raise NotImplementedError

    def link(self, tag: Tag, words: str) -> str:
        """Return a link of a rich text."""
        raise NotImplementedError

    def words_of(self, kind: Kind, key: Any) -> str:
        """Return the text of what a block has chosen, where the text is not in the block."""
        return ""

    def list_of(self, kind: str) -> str:
        """Return the list of pages that a block shows by itself, such as `steps`."""
        return ""

    def _block(self, part: PageElement) -> str:
        if isinstance(part, Tag) and part.name in _LISTS:
            return self._list(part)
        return self.paragraph(self._inline([part]).strip())

    def _list(self, part: Tag) -> str:
        items = [self._inline(item.children) for item in part.find_all("li", recursive=False)]
        signs = ("-" if part.name == "ul" else f"{place}." for place in range(1, len(items) + 1))
        return "\n".join(f"{sign} {item}" for sign, item in zip(signs, items, strict=True))

    def _inline(self, children: Iterable[PageElement]) -> str:
        return "".join(map(self._node, children))

    def _node(self, node: PageElement) -> str:
        if not isinstance(node, Tag):
            return self.text(str(node))
        if node.name in _LISTS:
            return f"\n{self._list(node)}".replace("\n", "\n  ")
        words = self._inline(node.children)
        if node.name == "a":
            return self.link(node, words)
        sign = _SIGNS.get(node.name, "")
        return _around(words, sign)


def _around(words: str, sign: str) -> str:
    """Return words between two signs; spaces at their ends stay outside, as Markdown needs it."""
    inside = words.strip()
    return words.replace(inside, f"{sign}{inside}{sign}") if inside else words


def _parse(html: str) -> list[PageElement]:
    # Rich text holds no declarations; the parser would refuse a broken one.
    return BeautifulSoup(html.replace("<!", "&lt;!"), "html.parser").contents
