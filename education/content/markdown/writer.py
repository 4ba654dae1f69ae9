"""Write blocks as the Markdown of documents and cells, which the parser reads back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4.element import Tag

from education.content.blocks.markdown import Kind, MarkdownWriter, page_id

_FAQ = re.compile(r"/faq/([\w-]+)/")
_SCHEMES: dict[Kind, str] = {"pages": "page", "questions": "faq"}


@dataclass
class DocumentWriter(MarkdownWriter):
    """A writer of documents, with the slugs of what a text can refer to, by primary key.

    What has no slug and no form of its own is left out: compare what the parser reads back.
    """

    slugs: Mapping[Kind, Mapping[int, str]]

    def heading(self, words: str, short: str = "") -> str:
        """Add the short form, as the parser reads it."""
        return super().heading(f"{words} | {short}" if short else words)

    def callout(self, name: str, argument: str, *parts: str, opening: str | None = None) -> str:
        """Return a directive."""
        inside = "\n\n".join(part for part in parts if part)
        return f":::{name} {argument}".rstrip() + f"\n{inside}\n:::"

    def closed_part(self, prompt: str, content: str) -> str:
        """Return the directive of a part that readers choose to open."""
        return self.callout("reveal", prompt, content)

    def name_of(self, kind: Kind, key: Any) -> str:
        """Return the slug."""
        return self.slugs.get(kind, {}).get(key, "")

    def link_to(self, kind: Kind, key: Any, words: str = "") -> str:
        """Return a link with the slug, which is its words if there are none."""
        slug = self.name_of(kind, key)
        return f"[{words or slug}]({_SCHEMES[kind]}:{slug})" if slug else ""

    def link(self, tag: Tag, words: str) -> str:
        """Return a link to a page or a question by its slug, and to the web by its address."""
        if tag.get("linktype") == "page":
            return self.link_to("pages", page_id(tag), words) or words
        href = str(tag.get("href", ""))
        found = _FAQ.fullmatch(href)
        return f"[{words}]({f'faq:{found[1]}' if found else href})"
