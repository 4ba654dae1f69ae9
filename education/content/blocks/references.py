"""References of a text, read from raw data, so that one query for each kind can fetch them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from wagtail.blocks import BaseStreamBlock, StreamValue

from education.content.blocks.base import RawBlock, get_children, is_text, normalize
from education.content.blocks.rich_text import PAGE_ID, PAGE_LINK
from education.standard.markup import CITATION, TERM

_TAG = re.compile(r"<[^>]*>")


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
    def of(cls, *bodies: StreamValue | str) -> References:
        """Collect everything that streams and rich texts mention."""
        mentions = cls()
        for body in bodies:
            if isinstance(body, StreamValue):
                block = body.stream_block
                mentions._read(RawBlock("", block, normalize(block, body.raw_data)))
            else:
                mentions._read_text(body)
        return mentions

    def _read(self, one: RawBlock) -> None:
        if is_text(one.block):
            self._read_text(one.value)
        elif isinstance(one.value, int) and (kind := getattr(one.block, "refers_to", "")):
            getattr(self, kind)[one.value] = None
        for child in get_children(one.block, one.value):
            if isinstance(one.block, BaseStreamBlock):
                self.blocks[child.name] = None
            self._read(child)

    def _read_text(self, text: str) -> None:
        self.length += len(_TAG.sub(" ", text).split())
        self.sources |= dict.fromkeys(CITATION.findall(text))
        self.words |= dict.fromkeys(slug for slug, _ in TERM.findall(text))
        self.pages |= dict.fromkeys(_page_ids(text))


def _page_ids(text: str) -> Iterator[int]:
    for link in PAGE_LINK.finditer(text):
        if found := PAGE_ID.search(link.group(0)):
            yield int(found.group(1))
