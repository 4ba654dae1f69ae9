"""The text of public pages, questions and terms, as lines with roles and without marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.text import slugify

from education.content.blocks import References
from education.content.models import ContentPage, TopicIndexPage, TreatmentPage
from education.content.models.treatments import Slot
from education.faq.models import FAQIndexPage, FAQItem
from education.glossary.models import GlossaryIndexPage, GlossaryTerm
from education.search.tokenizer import visible
from education.standard.markup import CITATION, TERM, without_signs

_PARAGRAPH = re.compile(r"</(?:p|li|h\d|ul|ol)>|<br\s*/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")
_IN_BRACKETS = re.compile(r"^(.+?)\s*\((.+?)\)$")


class Role(Enum):
    """The role of a line in a text, which decides its weight in the ranking."""

    TITLE = "title"
    NAME = "name"
    OTHER_NAME = "other name"
    MATCHED = "matched"  # forms that find a term and are never shown
    SEARCHED_AS = "searched as"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    ASIDE = "aside"  # can be found, but is not shown in a snippet
    NOT_TOLD = "not told"  # sentences on what the guide does not cover: never shown in a snippet


@dataclass(frozen=True)
class Line:
    """A name, a heading or a paragraph of a text."""

    role: Role
    words: str
    anchor: str = ""  # of a heading that readers can jump to


# Readers open a `reveal` by choice, so a search must neither find nor show its content. The other
# blocks only link to other texts.
_SILENT = {
    "definition",
    "faq",
    "related",
    "reveal",
    "steps_of_spread",
    "treatments_by_reach",
}
_ROLES_OF_BLOCKS = {
    **dict.fromkeys(("care", "doors", "questions", "table"), Role.ASIDE),
    "gap": Role.NOT_TOLD,
}
_ROLES_OF_FIELDS = {"ask": Role.ASIDE, "short": Role.ASIDE}
# Sentences on what the guide does not cover answer nothing. The crisis number is shown where it is
# needed, and not beside other questions.
_NOT_TOLD = re.compile(
    r"\{\{\s*crisis_number\s*\}\}|"
    r"\b(?:our sources?|the (?:articles?|sources?)|this (?:guide|page|list)|these pages)"
    r" (?:also )?(?:(?:do|does) not (?:say|tell|cover|list|name|give|explain|mention|describe)"
    r"|cannot (?:tell|say|list|name|answer)|says? nothing"
    r"|(?:gives?|lists?|names?|covers?|mentions?|says?|tells?) no\b|leaves? out)"
    r"|\b(?:it|they) (?:also )?(?:gives?|lists?|names?|cites?) no\b"
    r"|\bnot covered (?:on this page|in this guide)\b|\bwhat (?:we do not know|is missing)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# Index pages that show a list instead of their body.
_ONLY_A_LIST = (FAQIndexPage, GlossaryIndexPage, TopicIndexPage)


def page_lines(page: ContentPage) -> Iterator[Line]:
    """Yield the lines of a page, in reading order."""
    yield Line(Role.TITLE, page.title)
    for name in (*page.medical_name.split(","), page.menu_title):
        yield Line(Role.OTHER_NAME, name)
    for words in page.get_search_keywords():
        yield Line(Role.SEARCHED_AS, words)
    yield from _told(Role.LEAD, page.summary)
    for slot, blocks in _parts(page):
        told = list(_blocks(blocks))
        if slot and told:
            yield Line(Role.HEADING, str(slot.heading), slot.name)
        yield from told


def page_mentions(page: ContentPage) -> References:
    """Return the references in the visible content of a page."""
    return References.of(*([] if isinstance(page, _ONLY_A_LIST) else page.get_raw_bodies()))


def question_lines(item: FAQItem) -> Iterator[Line]:
    """Yield the lines of a question and its answer."""
    yield Line(Role.TITLE, item.question)
    for words in item.get_search_keywords():
        yield Line(Role.SEARCHED_AS, words)
    for paragraph in _paragraphs(item.short_answer):
        yield from _told(Role.LEAD, paragraph)
    yield from _blocks(item.body.raw_data)


def term_lines(term: GlossaryTerm) -> Iterator[Line]:
    """Yield the names and the definition of a term."""
    yield Line(Role.TITLE, term.term)
    for name in _names(term.term):
        yield Line(Role.NAME, name)
    for name in (*term.plain_word.split(";"), *term.get_aliases()):
        yield Line(Role.OTHER_NAME, name)
    for name in term.matched_forms:
        yield Line(Role.MATCHED, name)
    yield from _told(Role.LEAD, term.definition)


def _names(term: str) -> list[str]:
    """Return both names of a term such as “Circulating tumor DNA (ctDNA)”, or its only name."""
    match = _IN_BRACKETS.match(term)
    return list(match.groups()) if match else [term]


def _parts(page: ContentPage) -> Iterator[tuple[Slot | None, Iterable[Any]]]:
    if isinstance(page, TreatmentPage):
        yield None, page.opening.raw_data
        for slot in page.slots:
            yield slot, slot.content.raw_data
    if not isinstance(page, _ONLY_A_LIST):
        yield None, page.body.raw_data


def _blocks(blocks: Iterable[Any], role: Role | None = None) -> Iterator[Line]:
    for block in blocks:
        if block["type"] == "level":  # Its heading is an instruction without an anchor.
            for name in ("heading", "text"):
                yield from _value(block["value"][name], role)
        elif block["type"] not in _SILENT:
            yield from _value(block["value"], role or _ROLES_OF_BLOCKS.get(block["type"]))


def _value(value: Any, role: Role | None) -> Iterator[Line]:
    if isinstance(value, str):
        for paragraph in _paragraphs(value):
            yield from _told(role or Role.BODY, paragraph)
    elif isinstance(value, Mapping):
        if _NOT_TOLD.search(str(value.get("heading") or "")):
            role = Role.NOT_TOLD
        for name, item in sorted(value.items(), key=_heading_first):
            if name == "heading" and item and not role:
                yield Line(Role.HEADING, " ".join(item.split()), slugify(item))
            elif name not in {"id", "type"}:
                yield from _value(item, role or _ROLES_OF_FIELDS.get(name))
    elif isinstance(value, Iterable):
        for item in value:
            is_block = isinstance(item, Mapping) and "type" in item and "value" in item
            yield from _blocks([item], role) if is_block else _value(item, role)


def _told(role: Role, paragraph: str) -> Iterator[Line]:
    """Yield a paragraph without its sentences on what is not covered, then these sentences."""
    if role is Role.NOT_TOLD or not _NOT_TOLD.search(paragraph):
        yield Line(role, paragraph)
        return
    sentences = _SENTENCE.split(paragraph)
    told = [one for one in sentences if not _NOT_TOLD.search(one)]
    if told:
        yield Line(role, " ".join(told))
    yield Line(Role.NOT_TOLD, " ".join(one for one in sentences if one not in told))


def _heading_first(field: tuple[str, Any]) -> tuple[bool, str]:
    """Return a sort key for the fields of a block, the heading first.

    PostgreSQL does not keep the order of the fields.
    """
    return field[0] != "heading", field[0]


def _paragraphs(rich: str) -> Iterator[str]:
    for part in _PARAGRAPH.split(rich):
        text = without_signs(html.unescape(_TAG.sub(" ", part)))
        text = TERM.sub(r"\2", CITATION.sub("", text))
        text = _SPACE.sub(" ", visible(text)).strip()
        text = re.sub(r"\s+([.,;:!?)])", r"\1", text)
        if text:
            yield text
