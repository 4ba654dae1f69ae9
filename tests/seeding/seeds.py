"""A seed of a few small files, right as it stands, for tests to break."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from education.content.markdown.errors import SeedError
from education.seeding.documents import PageDocument, QuestionDocument
from education.seeding.loader import Fixtures, load_fixtures

FILES = {
    "sources.yaml": """\
        sources:
          - code: S1
            title: "How does cancer metastasize?"
            publisher: "Not named"
            kind: guide
            date_seen: 2026-11-21
            register: original
          - {code: S2, register: original, title: Overview, publisher: "Not named", kind: post,
             date_seen: 2026-11-21}
        """,
    "topics.yaml": """\
        topics:
          - {slug: newly-told, name: "When you have just been told", lead: "Where to begin."}
        """,
    "faq-categories.yaml": """\
        categories:
          - {slug: spread, name: "How cancer spreads", lead: "What it means."}
          - {slug: treatment, name: "Treatment", lead: "What it can do."}
        """,
    "glossary.yaml": """\
        terms:
          - slug: tumor
            term: "Tumor"
            plain_word: "a growth of cells"
            pronunciation: "TOO-mer"
            definition: "A growth of cells."
            also_known_as: [tumour]
            see_also: []
            topics: [newly-told]
            sources: [S1]
        """,
    "synonyms.yaml": """\
        groups:
          - preferred: "tumor"
            words: ["tumor", "growth"]
            confirm: "A growth does not have to be a tumor."
        """,
    "alarms.yaml": """\
        groups:
          - slug: call-now
            results: after
            first_call: emergency
            heading: "Call now"
            message: "Call {{ emergency_number }} now."
            words: ["fever"]
        """,
    "facts.yaml": """\
        sources: {}
        facts:
          - {id: definition, source: [S1], page: home, care: plain, fact: "Cancer spreads."}
          - {id: routes, source: [S1], page: home, care: plain, fact: "Cells travel."}
        """,
    "images/pictures.yaml": """\
        pictures:
          - {slug: journey, title: "The journey", words: "Five steps.", svg: journey.svg}
        """,
    "images/journey.svg": "<svg/>",
    "documents/home.md": """\
        ---
        kind: home
        title: When cancer spreads
        summary: This guide is for you.
        search_description: A plain guide.
        topics: [newly-told]
        facts: []
        sources: []
        ---
        Welcome.
        """,
    "documents/understanding/index.md": """\
        ---
        kind: article_index
        title: Understanding
        order: 1
        summary: What spread is.
        search_description: About spread.
        topics: [newly-told]
        facts: []
        sources: []
        ---
        Choose a page.
        """,
    "documents/faq/index.md": """\
        ---
        kind: faq_index
        title: Questions and answers
        order: 2
        summary: What many people ask.
        search_description: Questions about spread.
        topics: [newly-told]
        facts: []
        sources: []
        ---
        """,
}

# The body of each of these starts on line 11.
ARTICLE = """\
---
kind: article
title: Why does cancer spread?
order: 1
summary: There is no single reason.
search_description: Why cancer spreads.
topics: [newly-told]
facts: []
sources: [S1]
---
"""
QUESTION = """\
---
kind: faq
question: What is metastasis?
category: spread
order: 1
topics: [newly-told]
facts: []
sources: [S1]
search_terms: [mets]
---
"""
TREATMENTS = """\
---
kind: treatment_index
title: Treatments
order: 3
summary: What it can do.
search_description: Treatments.
topics: [newly-told]
facts: []
sources: []
---
Choose one.
"""
# The body starts on line 14.
SURGERY = """\
---
kind: treatment
title: Surgery
order: 1
reach: one-place
how_given: In an operation
what_for: To take out tumors
summary: An operation.
search_description: Surgery.
topics: [newly-told]
facts: []
sources: []
---
## In short

- One.

## How does it work?

Two.

## What are the possible benefits?

Three.

## What are the possible risks and side effects?

Four.

## What if I choose not to have it?

:::gap
Five.

You could ask: "Why?"
:::

## What other choices are there?

Six.

## What might daily life be like?

Seven.

:::questions
- Eight?
:::
"""


@dataclass(frozen=True)
class Seed:
    """A folder with the files of a seed."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Writes a file of the seed."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Changes words of a file; they stand there once."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1
        self.write(path, text.replace(old, new))

    def write_article(self, body: str, **front: str) -> None:
        """Writes /understanding/why/, its body from line 11 on."""
        self.write("documents/understanding/why.md", _with(ARTICLE, front) + body)

    def write_question(self, body: str, **front: str) -> None:
        """Writes the question /faq/what/, its body from line 11 on."""
        self.write("documents/faq/what.md", _with(QUESTION, front) + body)

    def load(self) -> Fixtures:
        """Reads the seed."""
        return load_fixtures(self.root)

    def problems(self) -> list[str]:
        """Return what is wrong with the seed."""
        with pytest.raises(SeedError) as raised:
            self.load()
        return str(raised.value).split("\n")

    def page(self, slug: str = "why") -> PageDocument:
        """A page of the seed."""
        return next(page for page in self.load().pages if page.slug == slug)

    def question(self) -> QuestionDocument:
        """The one question of the seed."""
        (question,) = self.load().questions
        return question

    def blocks(self, body: str, **front: str) -> list[dict]:
        """The blocks that the body of an article becomes."""
        self.write_article(body, **front)
        return self.page().body

    def block(self, body: str, **front: str) -> dict:
        """The one block that the body of an article becomes."""
        (block,) = self.blocks(body, **front)
        return block

    def complaints(self, body: str, **front: str) -> list[str]:
        """Return what is wrong with the body of an article."""
        self.write_article(body, **front)
        return self.problems()


def write_seed(folder: Path) -> Seed:
    """A seed with nothing wrong."""
    seed = Seed(folder / "fixtures")
    for path, text in FILES.items():
        seed.write(path, dedent(text))
    return seed


def _with(front_matter: str, front: dict[str, str]) -> str:
    """Front matter with other values for its keys; a key that it lacks comes last."""
    for key, value in front.items():
        line = f"{key}: {value}\n"
        old = re.search(rf"^{key}: .*\n", front_matter, re.MULTILINE)
        last = "---\n"
        if old:
            front_matter = front_matter.replace(old.group(), line)
        else:
            front_matter = front_matter.removesuffix(last) + line + last
    return front_matter


def with_surgery(seed: Seed) -> Seed:
    """The seed with a treatment."""
    seed.write("documents/treatments/index.md", TREATMENTS)
    seed.write("documents/treatments/surgery.md", SURGERY)
    return seed
