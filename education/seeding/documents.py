"""Documents of the fixtures, with front matter in YAML and a body: pages and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from django.utils.text import slugify

from education.content.documents.blocks import Block
from education.content.documents.lines import Line, read_lines
from education.content.documents.sections import Passage, Remark
from education.seeding.paths import Place
from education.seeding.yaml_records import Record, read_record
from education.standard.document import SLOTS

QUESTION = "faq"
# The kinds of documents, each with the kind of the page above it.
PARENT_KINDS: Mapping[str, str | None] = {
    "home": None,
    "step_index": "home",
    "step": "step_index",
    "treatment_index": "home",
    "treatment": "treatment_index",
    "article_index": "home",
    "article": "article_index",
    "faq_index": "home",
    QUESTION: "faq_index",
    "glossary_index": "home",
    "topic_index": "home",
    "about_index": "home",
    "about": "about_index",
}

_FENCE = "---"


@dataclass(frozen=True, kw_only=True)
class Document:
    """The common fields of pages and questions.

    `order` is the place among siblings; for a question, among those of its category.
    """

    path: str
    address: str
    parent: str | None
    slug: str
    order: int
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    also_searched: tuple[str, ...]
    body: list[Block]
    passages: list[Passage]
    remarks: list[Remark]


@dataclass(frozen=True, kw_only=True)
class PageDocument(Document):
    """A page of the fixtures.

    Only steps have `step`; only treatments have `reach`, `how_given`, `what_for`, `opening` and
    `slots`.
    """

    kind: str
    title: str
    medical_name: str
    summary: str
    search_description: str
    step: int | None = None
    reach: str = ""
    how_given: str = ""
    what_for: str = ""
    opening: list[Block] = field(default_factory=list)
    slots: dict[str, list[Block]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class QuestionDocument(Document):
    """A question with its short answer (rich text) and its full answer (the body)."""

    question: str
    category: str
    short_answer: str


@dataclass(frozen=True)
class Draft:
    """A document of which only the kind has been read."""

    place: Place
    kind: str
    record: Record
    lines: Sequence[Line]

    @property
    def sections(self) -> list[str]:
        """Return the names by which links refer to sections of this document, as `slug#section`."""
        headings = [line.text for line in self.lines if line.text.startswith(("## ", "### "))]
        names = [slugify(line.lstrip("# ").partition(" | ")[0]) for line in headings]
        if self.kind == "treatment":
            slots = {slugify(heading): name for name, heading in SLOTS.items()}
            names = [slots.get(name, name) for name in names]
        return [f"{self.place.slug}#{name}" for name in [*names, "help", "ask"]]

    @property
    def first_line(self) -> int:
        """Return the number of the line with which the body begins."""
        return self.lines[0].number if self.lines else self.record.line


def read_draft(place: Place) -> Draft | None:
    """Return a document with its front matter parsed, or None after reporting a problem."""
    lines = read_lines(place.file, place.report)
    if lines is None:
        return None
    if not _is_fence(lines[0]):
        place.report.add(1, f"needs front matter first, between two lines of {_FENCE}")
        return None
    front = list(takewhile(lambda line: not _is_fence(line), lines[1:]))
    if len(front) == len(lines) - 1:
        place.report.add(1, f"the front matter is not closed with {_FENCE}")
        return None
    record = read_record(front, place.report)
    if record is None:
        return None
    return Draft(place, record.choice("kind", PARENT_KINDS), record, lines[len(front) + 2 :])


def _is_fence(line: Line) -> bool:
    return line.text.rstrip() == _FENCE
