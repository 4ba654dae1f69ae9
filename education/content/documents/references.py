"""Check the names that documents refer to, and resolve slugs to primary keys."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.html import escape

from education.content.documents.errors import Report
from education.content.models import ContentPage, HomePage

_LINK = re.compile(r'<a href="(page|faq):([\w-]+)(#[\w-]+)?">')
_CONTENT = {"section", "subsection", "reveal"}
_SHORT = 20  # A list up to this long is worth reading in a message.


@dataclass(frozen=True)
class Names:
    """The known names by kind, such as `page`.

    None for a kind whose file cannot be read: then every name passes.
    """

    known: Mapping[str, Collection[str] | None]

    def check(self, noun: str, name: str, line: int, report: Report) -> None:
        """Report a name that is not known."""
        known = self.known[noun]
        if name and known is not None and name not in known:
            report.add(line, f'unknown {noun} "{name}"; {_hint(name, known)}')


def _hint(name: str, known: Collection[str]) -> str:
    if len(known) <= _SHORT:
        return f"allowed: {', '.join(known) or 'none, as there is none yet'}"
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"near to it: {', '.join(near) or 'nothing'}"


def page_addresses(locale_id: int) -> dict[str, str]:
    """Return the address of each page by its slug; empty while there is no home page."""
    home = HomePage.objects.filter(locale_id=locale_id).first()
    pages = ContentPage.objects.filter(locale_id=locale_id).values_list("slug", "url_path")
    return {slug: path.replace(home.url_path, "/", 1) for slug, path in pages} if home else {}


@dataclass(frozen=True)
class Keys:
    """Primary keys by slug, of everything that a body can refer to."""

    pages: Mapping[str, int]
    addresses: Mapping[str, str]  # of pages
    questions: Mapping[str, int]
    pictures: Mapping[str, int]
    terms: Mapping[str, int]

    def text(self, html: str) -> str:
        """Return rich text with its links to pages and questions as Wagtail stores them."""
        return _LINK.sub(self._link, html)

    def stream(self, blocks: list[Any]) -> list[dict[str, Any]]:
        """Return blocks as the raw data of a stream field."""
        return [self._block(block["type"], block["value"]) for block in blocks]

    def _link(self, match: re.Match[str]) -> str:
        kind, slug, section = match.groups()
        if kind == "faq":
            return f'<a href="/faq/{escape(slug)}/">'
        if section:  # Wagtail's links to pages keep no section.
            return f'<a href="{escape(self.addresses[slug])}{section}">'
        return f'<a linktype="page" id="{self.pages[slug]}">'

    def _block(self, kind: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "value": self._value(kind, value), "id": str(uuid.uuid4())}

    def _value(self, kind: str, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if kind == "figure":
            return {**self._texts(value), "picture": self.pictures[value["picture"]]}
        if kind == "definition":
            return {"term": self.terms[value["term"]]}
        if kind == "related":
            return {"pages": _items([self.pages[slug] for slug in value["pages"]])}
        if kind == "faq":
            keys = [self.questions[slug] for slug in value["items"]]
            return {"heading": value["heading"], "questions": _items(keys)}
        if kind == "doors":
            doors = [{**door, "page": self.pages[door["page"]]} for door in value["doors"]]
            return {"heading": value["heading"], "doors": _items(doors)}
        if kind == "questions":
            return {"items": _items(value["items"])}
        if kind == "table":
            return self._table(value)
        if kind == "level":
            return {**value, "text": self.text(value["text"])}
        if kind in _CONTENT:
            return {**value, "content": self.stream(value["content"])}
        return self._texts(value)

    def _texts(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self.text(text) for name, text in value.items()}

    def _table(self, value: Mapping[str, Any]) -> dict[str, Any]:
        rows = [{"values": [self.text(cell) for cell in row["values"]]} for row in value["rows"]]
        return {**value, "rows": rows}


def _items(values: list[Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "value": value, "id": str(uuid.uuid4())} for value in values]
