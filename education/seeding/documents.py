"""Documents of the fixtures, with front matter in YAML and a body: pages and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.text import slugify
from markdown_it.tree import SyntaxTreeNode

from education.content.documents.blocks import Block
from education.content.documents.body import Passage, Remark
from education.content.documents.errors import read_text
from education.content.documents.markdown import parse
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
    """A document of which only the kind has been read; its body begins on `first_line`."""

    place: Place
    kind: str
    record: Record
    nodes: Sequence[SyntaxTreeNode]
    first_line: int

    @property
    def sections(self) -> list[str]:
        """Return the names by which links refer to sections of this document, as `slug#section`."""
        headings = [node.children[0].content for node in self.nodes if node.type == "heading"]
        names = [slugify(heading.partition(" | ")[0]) for heading in headings]
        if self.kind == "treatment":
            slots = {slugify(heading): name for name, heading in SLOTS.items()}
            names = [slots.get(name, name) for name in names]
        return [f"{self.place.slug}#{name}" for name in [*names, "help", "ask"]]


def read_draft(place: Place) -> Draft | None:
    """Return a document with its front matter parsed, or None after reporting a problem."""
    text = read_text(place.file, place.report)
    if text is None:
        return None
    nodes = parse(text, place.report)
    if not nodes or nodes[0].type != "front_matter":
        place.report.add(1, "needs front matter first, between two lines of ---")
        return None
    record = read_record(nodes[0].content, 2, place.report)
    if record is None:
        return None
    last = nodes[0].map[1] if nodes[0].map else 0
    return Draft(place, record.choice("kind", PARENT_KINDS), record, nodes[1:], last + 1)
