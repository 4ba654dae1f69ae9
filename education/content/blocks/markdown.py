"""A writer of texts as Markdown, in the form that `education.content.markdown` reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

if TYPE_CHECKING:
    from education.content.blocks.base import RawBlock

# What a block can choose, by the names of `References`.
Kind = Literal["pages", "questions", "pictures"]
_SCHEMES: dict[Kind, str] = {"pages": "page", "questions": "faq"}
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LISTS = {"ul", "ol"}
_FAQ = re.compile(r"/faq/([\w-]+)/")


def join(parts: Iterable[str]) -> str:
    """Return parts of a text, without the empty ones, as one text."""
    return "\n\n".join(part for part in parts if part)


def points(items: Iterable[str]) -> str:
    """Return a list of points, without the empty ones."""
    return "\n".join(f"- {item}" for item in items if item)


@dataclass(frozen=True)
class MarkdownWriter:
    """A writer of rich text and blocks, with the slugs of what they refer to, by primary key.

    What Markdown cannot express is left out: compare what the parser reads back.
    """

    slugs: Mapping[Kind, Mapping[int, str]]

    def stream(self, blocks: Iterable[RawBlock]) -> str:
        """Return blocks in reading order."""
        return join(one.block.get_markdown(one.value, self) for one in blocks)

    def rich(self, html: str) -> str:
        """Return the paragraphs and lists of a rich text."""
        return join(self._block(part) for part in _parse(html))

    def inline(self, html: str) -> str:
        """Return a rich text on one line, such as a cell of a table."""
        return " ".join(self._node(part) for part in _parse(html))

    def directive(self, name: str, argument: str, *parts: str) -> str:
        """Return a directive."""
        return f":::{name} {argument}".rstrip() + f"\n{join(parts)}\n:::"

    def slug_of(self, kind: Kind, key: Any) -> str:
        """Return the slug of what a block has chosen; empty if it has none."""
        return self.slugs[kind].get(key, "")

    def link_to(self, kind: Kind, key: Any, words: str = "") -> str:
        """Return a link to what a block has chosen; without words, the slug is its words."""
        slug = self.slug_of(kind, key)
        return f"[{words or slug}]({_SCHEMES[kind]}:{slug})" if slug else ""

    def _block(self, part: PageElement) -> str:
        if isinstance(part, Tag) and part.name in _LISTS:
            return self._list(part)
        return self._node(part).strip()

    def _list(self, part: Tag) -> str:
        items = [self._inline(item.children) for item in part.find_all("li", recursive=False)]
        if part.name == "ul":
            return points(items)
        return "\n".join(f"{place}. {item}" for place, item in enumerate(items, start=1))

    def _inline(self, children: Iterable[PageElement]) -> str:
        return "".join(map(self._node, children))

    def _node(self, node: PageElement) -> str:
        if not isinstance(node, Tag):
            return str(node)
        words = self._inline(node.children)
        if node.name == "a":
            return self._link(node, words)
        sign = _SIGNS.get(node.name, "")
        return f"{sign}{words}{sign}"

    def _link(self, tag: Tag, words: str) -> str:
        key = str(tag.get("id"))
        if tag.get("linktype") == "page":
            return self.link_to("pages", int(key) if key.isdecimal() else 0, words) or words
        href = str(tag.get("href", ""))
        found = _FAQ.fullmatch(href)
        return f"[{words}]({f'faq:{found[1]}' if found else href})"


def _parse(html: str) -> list[PageElement]:
    # Rich text holds no declarations; the parser would refuse a broken one.
    return BeautifulSoup(html.replace("<!", "&lt;!"), "html.parser").contents
