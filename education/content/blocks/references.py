"""References of a text, read from raw data, so that one query for each kind can fetch them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.blocks import BaseStreamBlock, StreamBlock, StreamValue

from education.content.blocks.base import RawBlock, get_children, is_text, normalize
from education.content.blocks.rich_text import PAGE_ID, PAGE_LINK
from education.content.forms import refuse_torn_forms
from education.standard.markup import CITATION, TERM

_TAG = re.compile(r"<[^>]*>")


# The field of references, and the model and field that its marks name.
_MARKED = {"sources": ("content.Source", "code"), "words": ("glossary.GlossaryTerm", "slug")}

# As Wagtail's reference index takes it: model, primary key, path in the model, path in the content.
IndexedReference = tuple[type[Model], str, str, str]


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
    photos: dict[int, None] = field(default_factory=dict)
    length: int = 0  # in words

    @classmethod
    def of(cls, *bodies: StreamValue | str) -> References:
        """Collect everything that streams and rich texts mention."""
        references = cls()
        for body in bodies:
            if isinstance(body, StreamValue):
                block = body.stream_block
                references._read(RawBlock("", block, normalize(block, body.raw_data)))
            else:
                references._read_text(body)
        return references

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


def find_marked(texts: Sequence[tuple[str, str, References]]) -> Iterator[IndexedReference]:
    """Yield the sources that texts cite and the terms that they explain.

    Each text comes with its two paths. One query for sources and one for terms: a block does not
    know its language, so what has the same code or slug in another language counts, too.
    """
    for kind, (model_name, field_name) in _MARKED.items():
        model = apps.get_model(model_name)
        marks = {mark for *_paths, text in texts for mark in getattr(text, kind)}
        found = model.objects.filter(**{f"{field_name}__in": marks})
        for mark, key in found.values_list(field_name, "pk"):
            for model_path, content_path, text in texts:
                if mark in getattr(text, kind):
                    yield model, str(key), model_path, content_path


class IndexedStreamBlock(StreamBlock):
    """The outermost stream of a field, whose marks Wagtail's reference index knows."""

    def value_from_datadict(self, *args: Any, **kwargs: Any) -> StreamValue:
        """Return the stream of a form. Raise BadRequest if a field is missing or malformed."""
        with refuse_torn_forms():
            return super().value_from_datadict(*args, **kwargs)

    def extract_references(self, value: StreamValue) -> Iterator[IndexedReference]:
        """Yield what blocks choose, what rich text links to, and what marks name."""
        yield from super().extract_references(value)
        texts = ((raw, StreamValue(self, [raw], is_lazy=True)) for raw in value.raw_data)
        yield from find_marked(
            [(raw["type"], raw.get("id") or "", References.of(text)) for raw, text in texts]
        )


def _page_ids(text: str) -> Iterator[int]:
    for link in PAGE_LINK.finditer(text):
        if found := PAGE_ID.search(link.group(0)):
            yield int(found.group(1))
