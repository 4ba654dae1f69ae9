"""Snippets of the fixtures: sources, topics, terms, synonyms, alarm words, pictures and facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from education.content.enums import Register
from education.content.markdown.references import Names
from education.search.models.alarms import (
    FirstCall,
    Results,
    find_line_problems,
    range_of,
)
from education.seeding.records import Codes, Message, Record, Refers, Slug, Texts, one_of, read
from education.standard.facts import Fact

_FINDING = ("words", "alone", "together", "spanish", "numbers")  # One of them must be there.
_LINKED = {"page": "page", "faq": "question"}


def _check_link(text: str) -> None:
    kind, _colon, slug = text.partition(":")
    if kind not in _LINKED or not slug:
        raise ValueError(f'has "{text}"; allowed: page:slug, faq:slug')


def _check_numbers(text: str) -> None:
    if not range_of(text):
        raise ValueError(f'has "{text}"; allowed: two numbers, as 38 to 43')


def _check_phrase(text: str) -> None:
    for problem in find_line_problems(text):
        raise ValueError(str(problem))


def _check_parts(text: str) -> None:
    _check_phrase(text)
    if len([part for part in text.split("+") if part.strip()]) < 2:
        raise ValueError(f'has "{text}"; allowed: parts joined by +')


@dataclass(frozen=True, kw_only=True)
class Source:
    """A document on which the content is based."""

    code: str
    register: Annotated[str, one_of(Register.values)]
    title: str
    publisher: str
    author: str = ""
    kind: str
    url: str = ""
    published: dt.date | None = None
    date_seen: dt.date


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic of pages, questions and terms; the file lists topics in the order of need."""

    slug: Slug
    name: str
    lead: str


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category of questions; the file lists categories in the order for readers."""

    slug: Slug
    name: str
    lead: str


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term of the glossary; `confirm` is what a clinician should check, if anything."""

    slug: Slug
    term: str
    plain_word: str
    pronunciation: str = ""
    say: str = ""
    definition: str
    also_known_as: Texts
    matched: Texts = ()
    codes: Codes = ()
    see_also: Annotated[Texts, Refers("term")]
    topics: Annotated[Texts, Refers("topic")]
    sources: Annotated[Texts, Refers("source")]
    confirm: str = ""


@dataclass(frozen=True, kw_only=True)
class SynonymGroup:
    """Words that a search treats as equal; `confirm` is what a clinician should check, if any."""

    preferred: str
    words: Texts
    guess: bool = True
    confirm: str = ""


Phrases = Annotated[Texts, _check_phrase]


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Alarm words and their message; the file lists the gravest group first."""

    slug: Slug
    results: Annotated[str, one_of(Results.values)]
    first_call: Annotated[str, one_of(FirstCall.values)]
    heading: str
    message: Message
    heading_es: str = ""
    message_es: Message = ""
    links: Annotated[Texts, _check_link] = ()
    section: str = ""
    words: Phrases = ()
    alone: Phrases = ()
    together: Annotated[Texts, _check_parts] = ()
    spanish: Phrases = ()
    numbers: Annotated[Texts, _check_numbers] = ()
    near: Phrases = ()
    exceptions: Phrases = ()
    confirm: str = ""

    @property
    def targets(self) -> list[tuple[str, str]]:
        """Return the kind, `page` or `question`, and the slug of each target of a link."""
        parts = [link.partition(":") for link in self.links]
        return [(_LINKED[kind], slug) for kind, _colon, slug in parts]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing; `svg` and `svg_narrow` (for a phone, or empty) are files in `images/`."""

    slug: Slug
    title: str
    words: str
    svg: str
    svg_narrow: str = ""


def read_fact(record: Record) -> Fact:
    """Return a fact from its record in facts.yaml."""
    return read(Fact, record, sources=record.take("source", Texts))


def read_alarm(record: Record, names: Names) -> Alarm:
    """Return a group of alarm words from its record in alarms.yaml; report what cannot match."""
    alarm = read(Alarm, record)
    for noun, slug in alarm.targets:
        names.check(noun, slug, record.line_of("links"), record.report)
    if bool(record.values.get("numbers")) != bool(record.values.get("near")):
        record.complain("near", 'and "numbers" must both stand there, or neither')
    if not any(map(record.values.get, _FINDING)):
        record.complain("words", "must not be empty: nothing finds this group")
    return alarm


def read_picture(record: Record, folder: Path) -> Picture:
    """Return a picture from its record; report drawings that are not SVG files of `folder`."""
    picture = read(Picture, record)
    for key, name in (("svg", picture.svg), ("svg_narrow", picture.svg_narrow)):
        if name and name not in drawings(folder):
            record.complain(key, f'is "{name}", which is no SVG file beside pictures.yaml')
    return picture


def drawings(folder: Path) -> list[str]:
    """Return the names of the SVG files in a folder, sorted."""
    return sorted(file.name for file in folder.glob("*.svg"))
