"""References of a body, read from its raw data, so that one query can fetch them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from education.content.blocks.rich_text import PAGE_ID, PAGE_LINK
from education.standard.markup import CITATION, TERM

_TAG = re.compile(r"<[^>]*>")
_CHOSEN = {
    "page": "pages",
    "pages": "pages",
    "questions": "questions",
    "picture": "pictures",
    "term": "terms",
}


@dataclass
class References:
    """Everything that a text mentions, in the order in which a reader meets it.

    `words` are slugs of terms explained in running text, `terms` primary keys of terms in blocks.
    """

    blocks: dict[str, None] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    terms: dict[int, None] = field(default_factory=dict)
    pages: dict[int, None] = field(default_factory=dict)
    questions: dict[int, None] = field(default_factory=dict)
    pictures: dict[int, None] = field(default_factory=dict)
    length: int = 0  # in words

    @classmethod
    def of(cls, *bodies: Any) -> References:
        """Collect everything that raw stream data or rich text mentions."""
        mentions = cls()
        for body in bodies:
            mentions._read(body)
        return mentions

    def _read(self, value: Any, key: str = "") -> None:
        if isinstance(value, str):
            self._read_text(value)
        elif isinstance(value, int) and key in _CHOSEN:
            getattr(self, _CHOSEN[key])[value] = None
        elif isinstance(value, dict):
            self._read_dict(value, key)
        elif isinstance(value, Iterable):
            for item in value:
                self._read(item, key)

    def _read_dict(self, value: dict[str, Any], key: str) -> None:
        if set(value) <= {"type", "value", "id"} and "type" in value:
            self.blocks[value["type"]] = None
            self._read(value.get("value"), key)
            return
        for name, item in value.items():
            self._read(item, name)

    def _read_text(self, text: str) -> None:
        self.length += len(_TAG.sub(" ", text).split())
        self.sources |= dict.fromkeys(CITATION.findall(text))
        self.words |= dict.fromkeys(slug for slug, _ in TERM.findall(text))
        self.pages |= dict.fromkeys(_page_ids(text))


def _page_ids(text: str) -> Iterator[int]:
    for link in PAGE_LINK.finditer(text):
        if found := PAGE_ID.search(link.group(0)):
            yield int(found.group(1))
