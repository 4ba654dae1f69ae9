"""The flat vocabulary: sources, topics, categories, words, synonyms and pictures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from education.choices import Register
from education.seeding.names import Names
from education.seeding.records import Record


@dataclass(frozen=True)
class Source:
    """A document that the content comes from."""

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
    """A topic of pages, questions and words; the file lists them in the order of need."""

    slug: str
    name: str
    lead: str


@dataclass(frozen=True)
class Category:
    """A group of questions; the file lists them in a reader's order."""

    slug: str
    name: str
    lead: str


@dataclass(frozen=True)
class Term:
    """A word of the glossary; `confirm` is what a clinician should look at, if anything."""

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
    """Words that a search takes for one; `confirm` is what a clinician should look at, if any."""

    preferred: str
    words: tuple[str, ...]
    guess: bool
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
    """A source of the register."""
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
    """A topic."""
    return Topic(record.slug("slug"), record.text("name"), record.text("lead"))


def read_category(record: Record) -> Category:
    """A category of questions."""
    return Category(record.slug("slug"), record.text("name"), record.text("lead"))


def read_term(record: Record, names: Names) -> Term:
    """A word of the glossary."""
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
    """A group of words that mean nearly the same."""
    return SynonymGroup(
        preferred=record.text("preferred"),
        words=record.texts("words"),
        guess=record.flag("guess", default=True),
        confirm=record.text("confirm", default=""),
    )


def read_picture(record: Record, folder: Path) -> Picture:
    """A picture, whose drawings must be there."""
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
    """The names of the SVG files of a folder."""
    return sorted(file.name for file in folder.glob("*.svg"))
