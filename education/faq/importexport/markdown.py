"""Write answers with marks: the reverse of what `education.content.markdown` reads.

A cell of a table holds text that a clinician can read: `**bold**`, `- a point`, `[S1]`. A block
that has no marks is kept: a line names the block, and reading the line puts the same block there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

KEEP = "keep"
_FAQ = re.compile(r"/faq/([\w-]+)/")


class UnwritableError(ValueError):
    """Content that the marks cannot express."""


def write_text(html: str, pages: Mapping[int, str]) -> str:
    """Return rich text as text with marks. Raise UnwritableError if marks cannot express it.

    `pages` are slugs of pages by primary key.
    """
    parts = BeautifulSoup(html, "html.parser").contents
    return "\n\n".join(_part(part, pages) for part in parts if str(part).strip())


def write_block(block: Mapping[str, Any], pages: Mapping[int, str]) -> str:
    """Return a block of a body as text with marks, or the line that keeps the block as it is."""
    kind, value = block["type"], block["value"]
    try:
        if kind in {"text", "steps"}:
            return write_text(value, pages)
        if kind == "questions":
            return _directive(kind, "", "\n".join(f"- {one['value']}" for one in value["items"]))
        if kind == "gap":
            told = write_text(value["text"], pages)
            asked = f'\n\nYou could ask: "{value["ask"]}"' if value["ask"] else ""
            return _directive(kind, value["heading"], told + asked)
    except UnwritableError:
        pass
    return keep_line(block)


def keep_line(block: Mapping[str, Any]) -> str:
    """Return the line that stands for a block that is kept as it is."""
    return f":::{KEEP} {block['type']} {block.get('id', '')}\n:::"


def bare(value: Any) -> Any:
    """Return a value without keys of blocks and paragraphs, so that values can be compared."""
    if isinstance(value, str):
        return _bare_html(value) if "<" in value else value
    if isinstance(value, Mapping):
        return {name: bare(one) for name, one in value.items() if name != "id"}
    return [bare(one) for one in value] if isinstance(value, list | tuple) else value


def _bare_html(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        del tag["data-block-key"]
    return str(soup)


def _directive(name: str, words: str, inside: str) -> str:
    return f":::{name} {words}".rstrip() + f"\n{inside}\n:::"


def _part(part: Any, pages: Mapping[int, str]) -> str:
    if isinstance(part, Tag) and part.name == "p":
        return _inline(part.children, pages)
    if isinstance(part, Tag) and part.name in {"ul", "ol"}:
        inside = [one for one in part.children if str(one).strip()]
        items = [one for one in inside if isinstance(one, Tag) and one.name == "li"]
        if items == inside:
            signs = ("-" if part.name == "ul" else f"{place}." for place in range(1, 1000))
            return "\n".join(
                f"{sign} {_inline(one.children, pages)}"
                for sign, one in zip(signs, items, strict=False)
            )
    raise UnwritableError(str(part))


def _inline(children: Iterable[Any], pages: Mapping[int, str]) -> str:
    return "".join(_mark(child, pages) for child in children)


def _mark(child: Any, pages: Mapping[int, str]) -> str:
    if isinstance(child, NavigableString):
        return str(child)
    signs = {"b": "**", "strong": "**", "i": "*", "em": "*"}
    inside = _inline(child.children, pages)
    if child.name in signs:
        return f"{signs[child.name]}{inside}{signs[child.name]}"
    if child.name == "a":
        return f"[{inside}]({_target(child, pages)})"
    raise UnwritableError(str(child))


def _target(link: Tag, pages: Mapping[int, str]) -> str:
    if link.get("linktype") == "page":
        slug = pages.get(int(str(link.get("id", "0"))))
        if slug is None:
            raise UnwritableError(str(link))
        return f"page:{slug}"
    href = str(link.get("href", ""))
    found = _FAQ.fullmatch(href)
    return f"faq:{found[1]}" if found else href
