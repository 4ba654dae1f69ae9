"""Raw stream data, read along the definitions of its blocks, and what a block answers about it.

Raw, because drafts may hold anything, and the value of a chooser costs a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Literal, NamedTuple

from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks import StreamValue

from education.content.blocks.markdown import MarkdownWriter
from education.standard.extract import Body, Position
from education.standard.parts import EmptyField, Part, Role

_TAG = re.compile(r"<[^>]*>")
# How search treats a block: it is not found; found but not shown; found as what is not covered.
SearchRole = Literal["", "hidden", "aside", "not_covered"]


class RawBlock(NamedTuple):
    """A block with its name, its definition, and its value in the shape of the definition."""

    name: str
    block: Any
    value: Any
    id: str = ""  # of a block of a stream; a new one may have none


class ContentBlock(blocks.StructBlock):
    """A block with a heading, typed by its author or added by its template, and text under it."""

    heading_field: ClassVar[str] = "heading"
    added_heading: ClassVar[str] = ""
    has_anchor: ClassVar[bool] = True  # The heading is an anchor on the page.
    is_in_contents: ClassVar[bool] = False  # The list of what stands on the page names it.
    search_role: ClassVar[SearchRole] = ""
    search_roles: ClassVar[Mapping[str, SearchRole]] = {}  # by field

    def get_heading(self, value: Any) -> str:
        """Return the heading that an author typed; empty without one."""
        return str(value.get(self.heading_field, ""))

    def get_anchor(self, value: Any) -> str:
        """Return the anchor of the heading on the page; empty if it has none."""
        return slugify(self.get_heading(value)) if self.has_anchor else ""

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield heading and text as the content standard reads them."""
        heading = self.added_heading or self.get_heading(value)
        under = position.under(heading)
        if heading:
            role: Role = "label" if self.added_heading else "heading"
            yield from under.title(role, is_anchor=self.has_anchor and not self.added_heading)
        for child in get_children(self, value):
            yield from get_parts(child, under)

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the block as a directive with its heading and its rich text."""
        texts = [
            child.block.get_markdown(child.value, writer)
            for child in get_children(self, value)
            if isinstance(child.block, blocks.RichTextBlock)
        ]
        return writer.directive(str(self.name), self.get_heading(value), *texts)


def read(stream: StreamValue) -> list[RawBlock]:
    """Return the blocks of a stream."""
    return [*get_children(stream.stream_block, normalize(stream.stream_block, stream.raw_data))]


def walk(parts: Iterable[RawBlock]) -> Iterator[RawBlock]:
    """Yield blocks and all that is inside them, in reading order."""
    for one in parts:
        yield one
        yield from walk(get_children(one.block, one.value))


def find_values(kind: type[blocks.Block], streams: Iterable[StreamValue]) -> list[Any]:
    """Return the values of all blocks of a class in some streams, in reading order."""
    found = (one for stream in streams for one in walk(read(stream)))
    return [one.value for one in found if isinstance(one.block, kind)]


def standard_body(stream: StreamValue) -> Body:
    """Return a stream as the content standard reads it."""
    return partial(_parts_and_empty_fields, read(stream))


def is_text(block: blocks.Block) -> bool:
    """Return whether a block holds words that an author typed."""
    return isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)


def normalize(block: Any, raw: Any) -> Any:
    """Return raw data in the shape of its definition; what is unknown or broken becomes empty."""
    block = getattr(block, "raw_shape", block)
    if isinstance(block, blocks.BaseStructBlock):
        fields = raw if isinstance(raw, Mapping) else {}
        return {name: normalize(one, fields.get(name)) for name, one in block.child_blocks.items()}
    if isinstance(block, blocks.BaseStreamBlock):
        return [*_blocks_of_stream(block, raw)]
    if isinstance(block, blocks.ListBlock):
        return [normalize(block.child_block, _content(item)) for item in _sequence(raw)]
    return (raw if isinstance(raw, str) else "") if is_text(block) else raw


def get_children(block: Any, value: Any) -> Iterator[RawBlock]:
    """Yield the blocks directly inside a normalized value, in reading order."""
    block = getattr(block, "raw_shape", block)
    if isinstance(block, blocks.BaseStructBlock):
        yield from (RawBlock(name, one, value[name]) for name, one in block.child_blocks.items())
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from value
    elif isinstance(block, blocks.ListBlock):
        yield from (RawBlock("item", block.child_block, item) for item in value)


def get_parts(one: RawBlock, position: Position) -> Iterator[Part]:
    """Yield the parts of a block as the content standard reads them."""
    if hasattr(one.block, "get_standard_parts"):
        yield from one.block.get_standard_parts(one.value, position)
    elif isinstance(one.block, blocks.BaseStreamBlock):
        yield from _parts_of(one.value, position)
    else:
        for child in get_children(one.block, one.value):
            yield from get_parts(child, position)


def _parts_of(stream: Iterable[RawBlock], position: Position) -> Iterator[Part]:
    for one in stream:
        yield from get_parts(one, replace(position, block=one.name, block_id=one.id))


def _parts_and_empty_fields(stream: list[RawBlock], position: Position) -> Iterator[Part]:
    yield from _parts_of(stream, position)
    for one in stream:
        for empty in _empty_fields(one, position.place, one.id):
            yield replace(empty, field=position.field.name)


def _empty_fields(one: RawBlock, place: str, block_id: str) -> Iterator[EmptyField]:
    """Yield the required fields that are empty; a draft may have some."""
    if hasattr(one.block, "raw_shape"):
        return  # Cells of a table may be empty.
    checked_by_rules = getattr(one.block, "checked_by_rules", ())
    empty = {}
    for child in get_children(one.block, one.value):
        if child.name in checked_by_rules:
            continue
        if getattr(child.block, "required", False) and _is_empty(child):
            empty[child.block.label] = child.id or block_id
        yield from _empty_fields(child, str(one.block.label), child.id or block_id)
    if one.id and getattr(one.block, "required", False) and _is_empty(one):
        yield EmptyField(place, str(one.block.label), one.id)
    for label, key in empty.items():
        yield EmptyField(str(one.block.label), str(label), key)


def _is_empty(one: RawBlock) -> bool:
    if isinstance(one.value, str):
        return not _TAG.sub("", one.value).strip()
    return one.value is None


def _blocks_of_stream(block: blocks.BaseStreamBlock, raw: Any) -> Iterator[RawBlock]:
    for item in _sequence(raw):
        name = str(item.get("type")) if isinstance(item, Mapping) else ""
        if child := block.child_blocks.get(name):
            block_id = item.get("id")
            key = block_id if isinstance(block_id, str) else ""
            yield RawBlock(name, child, normalize(child, item.get("value")), key)


def _sequence(raw: Any) -> Sequence[Any]:
    return raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ()


def _content(item: Any) -> Any:
    """Return the value of an item of a list, in either of the forms in which Wagtail stores it."""
    return item["value"] if isinstance(item, Mapping) and "value" in item else item
