"""The text of public pages, questions and terms, as lines with roles and without marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from wagtail.blocks import StreamValue

from education.content.blocks import References
from education.content.blocks.base import ContentBlock, RawBlock, get_children, is_text, read
from education.content.models import ContentPage, SnippetIndexPage, TreatmentPage
from education.content.models.treatments import Slot
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
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
    ASIDE = "aside"  # can be found, but is not shown in an excerpt
    NOT_COVERED = "not covered"  # what the guide does not cover: never shown in an excerpt


@dataclass(frozen=True)
class Line:
    """A name, a heading or a paragraph of a text."""

    role: Role
    words: str
    anchor: str = ""  # of a heading that readers can jump to


_ROLES = {"aside": Role.ASIDE, "not_covered": Role.NOT_COVERED}
# Sentences on what the guide does not cover answer nothing. The crisis number is shown where it is
# needed, and not beside other questions.
_NOT_COVERED = re.compile(
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


def page_lines(page: ContentPage) -> Iterator[Line]:
    """Yield the lines of a page, in reading order."""
    yield Line(Role.TITLE, page.title)
    for name in (*page.medical_name.split(","), page.menu_title):
        yield Line(Role.OTHER_NAME, name)
    for words in page.get_search_keywords():
        yield Line(Role.SEARCHED_AS, words)
    yield from _paragraph_lines(Role.LEAD, page.summary)
    for slot, stream in _parts(page):
        lines = list(stream_lines(stream))
        if slot and lines:
            yield Line(Role.HEADING, str(slot.heading), slot.name)
        yield from lines


def page_references(page: ContentPage) -> References:
    """Return the references in the visible content of a page."""
    return References.of(*([] if isinstance(page, SnippetIndexPage) else page.get_bodies()))


def question_lines(item: FAQItem) -> Iterator[Line]:
    """Yield the lines of a question and its answer."""
    yield Line(Role.TITLE, item.question)
    for words in item.get_search_keywords():
        yield Line(Role.SEARCHED_AS, words)
    for paragraph in _paragraphs(item.short_answer):
        yield from _paragraph_lines(Role.LEAD, paragraph)
    yield from stream_lines(item.body)


def term_lines(term: GlossaryTerm) -> Iterator[Line]:
    """Yield the names and the definition of a term."""
    yield Line(Role.TITLE, term.term)
    for name in _names(term.term):
        yield Line(Role.NAME, name)
    for name in (*term.plain_word.split(";"), *term.get_aliases()):
        yield Line(Role.OTHER_NAME, name)
    for name in term.matched_forms:
        yield Line(Role.MATCHED, name)
    yield from _paragraph_lines(Role.LEAD, term.definition)


def _names(term: str) -> list[str]:
    """Return both names of a term such as “Circulating tumor DNA (ctDNA)”, or its only name."""
    match = _IN_BRACKETS.match(term)
    return list(match.groups()) if match else [term]


def _parts(page: ContentPage) -> Iterator[tuple[Slot | None, StreamValue]]:
    if isinstance(page, TreatmentPage):
        yield None, page.opening
        for slot in page.slots:
            yield slot, slot.content
    if not isinstance(page, SnippetIndexPage):  # They show a list instead of their body.
        yield None, page.body


def stream_lines(stream: StreamValue) -> Iterator[Line]:
    """Yield the lines of a stream, in reading order."""
    for one in read(stream):
        yield from _lines(one)


def _lines(one: RawBlock, role: Role | None = None, search_role: str = "") -> Iterator[Line]:
    """Yield the lines of a block, all in one role if there is one around it."""
    search_role = search_role or getattr(one.block, "search_role", "")
    role = role or _ROLES.get(search_role)
    if search_role == "hidden":
        return
    if is_text(one.block):
        for paragraph in _paragraphs(one.value):
            yield from _paragraph_lines(role or Role.BODY, paragraph)
    elif isinstance(one.block, ContentBlock):
        yield from _fields(one.block, one.value, role)
    else:
        for child in get_children(one.block, one.value):
            yield from _lines(child, role)


def _fields(block: ContentBlock, value: Any, role: Role | None) -> Iterator[Line]:
    heading, anchor = block.get_heading(value), block.get_anchor(value)
    if anchor and _NOT_COVERED.search(heading):
        role = Role.NOT_COVERED
    for child in get_children(block, value):
        if child.name == block.heading_field and anchor and not role:
            yield Line(Role.HEADING, " ".join(heading.split()), anchor)
        else:
            yield from _lines(child, role, block.search_roles.get(child.name, ""))


def _paragraph_lines(role: Role, paragraph: str) -> Iterator[Line]:
    """Yield a paragraph without its sentences on what is not covered, then these sentences."""
    if role is Role.NOT_COVERED or not _NOT_COVERED.search(paragraph):
        yield Line(role, paragraph)
        return
    sentences = _SENTENCE.split(paragraph)
    covered = [one for one in sentences if not _NOT_COVERED.search(one)]
    if covered:
        yield Line(role, " ".join(covered))
    yield Line(Role.NOT_COVERED, " ".join(one for one in sentences if one not in covered))


def _paragraphs(rich: str) -> Iterator[str]:
    for part in _PARAGRAPH.split(rich):
        text = without_signs(html.unescape(_TAG.sub(" ", part)))
        text = TERM.sub(r"\2", CITATION.sub("", text))
        text = _SPACE.sub(" ", visible(text)).strip()
        text = re.sub(r"\s+([.,;:!?)])", r"\1", text)
        if text:
            yield text
