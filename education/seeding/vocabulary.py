"""Snippets of the fixtures: sources, topics, terms, synonyms, alarm words and pictures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from education.content.documents.references import Names
from education.content.enums import Register
from education.search.models.alarms import FirstCall, Results, range_of
from education.seeding.yaml_records import Record

_PHRASES = ("words", "alone", "together", "spanish", "numbers", "near", "exceptions")


@dataclass(frozen=True)
class Source:
    """A document on which the content is based."""

    code: str
    register: str
    title: str
    publisher: str
    author: str
    kind: str
    url: str
    published: dt.date | None
    date_seen: dt.date | None


@dataclass(frozen=True)
class Topic:
    """A topic of pages, questions and terms; the file lists topics in the order of need."""

    slug: str
    name: str
    lead: str


@dataclass(frozen=True)
class Category:
    """A category of questions; the file lists categories in the order for readers."""

    slug: str
    name: str
    lead: str


@dataclass(frozen=True)
class Term:
    """A term of the glossary; `confirm` is what a clinician should check, if anything."""

    slug: str
    term: str
    plain_word: str
    pronunciation: str
    definition: str
    also_known_as: tuple[str, ...]
    matched: tuple[str, ...]
    see_also: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    confirm: str


@dataclass(frozen=True)
class SynonymGroup:
    """Words that a search treats as equal; `confirm` is what a clinician should check, if any."""

    preferred: str
    words: tuple[str, ...]
    guess: bool
    confirm: str


@dataclass(frozen=True)
class Alarm:
    """Alarm words and their message; the file lists the gravest group first."""

    slug: str
    results: str
    first_call: str
    heading: str
    message: str
    message_es: str
    links: tuple[tuple[str, str], ...]  # kind and slug of each target
    words: tuple[str, ...]
    alone: tuple[str, ...]
    together: tuple[str, ...]
    spanish: tuple[str, ...]
    numbers: tuple[str, ...]
    near: tuple[str, ...]
    exceptions: tuple[str, ...]
    confirm: str


@dataclass(frozen=True)
class Picture:
    """A drawing; `svg` and `svg_narrow` (for a phone, or empty) are files in `images/`."""

    slug: str
    title: str
    words: str
    svg: str
    svg_narrow: str


def read_source(record: Record) -> Source:
    """Return a source from its record in sources.yaml."""
    return Source(
        code=record.text("code"),
        register=record.choice("register", Register.values),
        title=record.text("title"),
        publisher=record.text("publisher"),
        author=record.text("author", default=""),
        kind=record.text("kind"),
        url=record.text("url", default=""),
        published=record.date("published", needed=False),
        date_seen=record.date("date_seen"),
    )


def read_topic(record: Record) -> Topic:
    """Return a topic from its record in topics.yaml."""
    return Topic(record.slug("slug"), record.text("name"), record.text("lead"))


def read_category(record: Record) -> Category:
    """Return a category of questions from its record in faq-categories.yaml."""
    return Category(record.slug("slug"), record.text("name"), record.text("lead"))


def read_term(record: Record, names: Names) -> Term:
    """Return a term of the glossary from its record in glossary.yaml."""
    return Term(
        slug=record.slug("slug"),
        term=record.text("term"),
        plain_word=record.text("plain_word"),
        pronunciation=record.text("pronunciation", default=""),
        definition=record.text("definition"),
        also_known_as=record.texts("also_known_as"),
        matched=record.texts("matched", default=()),
        see_also=record.references("see_also", "word", names),
        topics=record.references("topics", "topic", names),
        sources=record.references("sources", "source", names),
        confirm=record.text("confirm", default=""),
    )


def read_synonyms(record: Record) -> SynonymGroup:
    """Return a group of synonyms from its record in synonyms.yaml."""
    return SynonymGroup(
        preferred=record.text("preferred"),
        words=record.texts("words"),
        guess=record.flag("guess", default=True),
        confirm=record.text("confirm", default=""),
    )


def read_alarm(record: Record, names: Names) -> Alarm:
    """Return a group of alarm words from its record in alarms.yaml; report what cannot match."""
    alarm = Alarm(
        slug=record.slug("slug"),
        results=record.choice("results", Results.values),
        first_call=record.choice("first_call", FirstCall.values),
        heading=record.text("heading"),
        message=record.message("message"),
        message_es=record.message("message_es", default=""),
        links=tuple(_link(record, link, names) for link in record.texts("links", default=())),
        confirm=record.text("confirm", default=""),
        **{name: record.texts(name, default=()) for name in _PHRASES},
    )
    for line in alarm.numbers:
        if not range_of(line):
            record.complain("numbers", f'has "{line}"; allowed: two numbers, as 38 to 43')
    for line in alarm.together:
        if len([part for part in line.split("+") if part.strip()]) < 2:
            record.complain("together", f'has "{line}"; allowed: parts joined by +')
    if bool(alarm.numbers) != bool(alarm.near):
        record.complain("near", 'and "numbers" must both stand there, or neither')
    if not any((alarm.words, alarm.alone, alarm.together, alarm.spanish, alarm.numbers)):
        record.complain("words", "must not be empty: nothing finds this group")
    return alarm


def _link(record: Record, link: str, names: Names) -> tuple[str, str]:
    kind, _colon, slug = link.partition(":")
    noun = {"page": "page", "faq": "question"}.get(kind)
    if noun is None or not slug:
        record.complain("links", f'has "{link}"; allowed: page:slug, faq:slug')
        return "", ""
    names.check(noun, slug, record.line_of("links"), record.report)
    return noun, slug


def read_picture(record: Record, folder: Path) -> Picture:
    """Return a picture from its record; report drawings that are not SVG files of `folder`."""
    picture = Picture(
        slug=record.slug("slug"),
        title=record.text("title"),
        words=record.text("words"),
        svg=record.text("svg"),
        svg_narrow=record.text("svg_narrow", default=""),
    )
    for key, name in (("svg", picture.svg), ("svg_narrow", picture.svg_narrow)):
        if name and name not in drawings(folder):
            record.complain(key, f'is "{name}", which is no SVG file beside pictures.yaml')
    return picture


def drawings(folder: Path) -> list[str]:
    """Return the names of the SVG files in a folder, sorted."""
    return sorted(file.name for file in folder.glob("*.svg"))
