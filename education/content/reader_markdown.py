"""Write texts as Markdown for readers: what a page shows, without its frame."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from bs4.element import Tag
from django.apps import apps
from wagtail.models import Page

from education.content.blocks.markdown import Kind, MarkdownWriter, join, page_id, points
from education.content.rendering import ContentRenderer
from education.standard.markup import CITATION, TERM, TOKEN, without_signs

_MODELS: dict[Kind, str] = {
    "questions": "faq.FAQItem",
    "terms": "glossary.GlossaryTerm",
    "pictures": "content.Picture",
}
_SPECIAL = re.compile(r"[\\`*_<|]|&(?=#?\w+;)")
# What would make a list, a heading or a quotation of a paragraph.
_START = re.compile(r"^(\d*)([-+>.)]|#+)(?=\s)")


def to_markdown(renderer: ContentRenderer) -> str:
    """Return the text of a renderer: headings from level 2 on, below the title of the text."""
    return renderer.subject.get_markdown(ReaderWriter(renderer))


class ReaderWriter(MarkdownWriter):
    """A writer for readers: citations as `[S1]`, terms as words, links with their addresses.

    What readers cannot see is left out. Parts that a reader opens by choice are written only if
    the renderer has opened them.
    """

    def __init__(self, renderer: ContentRenderer) -> None:
        self.renderer = renderer

    def rich(self, html: str) -> str:
        """Leave out the parts that name a contact that the site does not have."""
        return super().rich(self.renderer.without_empty_contact(html))

    def paragraph(self, words: str) -> str:
        """Escape what Markdown would take for a list, a heading or a quotation."""
        return _START.sub(r"\1\\\2", words)

    def text(self, words: str) -> str:
        """Write terms as words, the values of settings, and sources that readers can see."""
        words = TERM.sub(r"\2", without_signs(words))
        words = TOKEN.sub(self._token, CITATION.sub(self._citation, words))
        return _SPECIAL.sub(r"\\\g<0>", words)

    def callout(self, name: str, argument: str, *parts: str, opening: str | None = None) -> str:
        """Return the opening and what stands under it; nothing if that is empty."""
        inside = join(parts)
        above = self.heading(argument) if opening is None else opening
        return join([above, inside]) if inside else ""

    def closed_part(self, prompt: str, content: str) -> str:
        """Return the prompt, and the content of an opened part."""
        return join([self.paragraph(self.text(prompt)), content if self.renderer.opened else ""])

    def name_of(self, kind: Kind, key: Any) -> str:
        """Return the words by which readers know it."""
        chosen = self._find(kind, key)
        return self.text(str(chosen)) if chosen else ""

    def link_to(self, kind: Kind, key: Any, words: str = "") -> str:
        """Return a link to a page or a snippet that readers can see."""
        chosen = self._find(kind, key)
        return self._linked(chosen, self.text(words or str(chosen))) if chosen else ""

    def link(self, tag: Tag, words: str) -> str:
        """Return a link; to a page that readers cannot see, only its words."""
        if tag.get("linktype") == "page":
            page = self._find("pages", page_id(tag))
            return self._linked(page, words) if page else words
        return f"[{words}]({self._address(str(tag.get('href', '')))})"

    def words_of(self, kind: Kind, key: Any) -> str:
        """Return the definition of a term, and the words of a picture."""
        chosen = self._find(kind, key)
        return self.text(chosen.definition if kind == "terms" else chosen.words) if chosen else ""

    def list_of(self, kind: str) -> str:
        """Return links to the steps or the treatments, each with its first sentence."""
        pages = getattr(self.renderer, kind)
        linked = ((self._linked(page, self.text(page.title)), page) for page in pages)
        return points(f"{link}: {self.text(page.first_sentence)}" for link, page in linked)

    def _find(self, kind: Kind, key: Any) -> Any:
        """Return what a block has chosen, or None while readers cannot see it."""
        if not isinstance(key, int):
            return None
        if kind == "pages":
            return self.renderer.pages.get(key)
        if kind == "photos":
            return self.renderer.photos.get(key)
        return self._chosen[kind].get(key)

    @cached_property
    def _chosen(self) -> dict[Kind, dict[int, Any]]:
        """Return the public snippets that the text has chosen. One query for each kind."""
        references = self.renderer.references
        return {
            kind: apps.get_model(name).objects.public().in_bulk(getattr(references, kind))
            for kind, name in _MODELS.items()
        }

    def _linked(self, chosen: Any, words: str) -> str:
        is_page = isinstance(chosen, Page)
        url = self.renderer.url(chosen) if is_page else chosen.get_absolute_url()
        return f"[{words}]({self._address(url or '')})"

    def _address(self, url: str) -> str:
        return self.renderer.request.build_absolute_uri(url)

    def _citation(self, match: re.Match[str]) -> str:
        return match[0] if match[1] in self.renderer.sources_by_code else ""

    def _token(self, match: re.Match[str]) -> str:
        return str(getattr(self.renderer.settings, match[1], ""))
