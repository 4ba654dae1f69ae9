"""Documents of the fixtures, with front matter in YAML and a body: pages and questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from django.utils.text import slugify
from markdown_it.tree import SyntaxTreeNode

from education.content.markdown.blocks import Block
from education.content.markdown.body import Annotations, Body, Remark, Statement
from education.content.markdown.errors import Report, read_text
from education.content.markdown.parser import Writer, line_of, parse
from education.content.markdown.references import Names
from education.seeding.document_paths import DocumentFile
from education.seeding.records import Codes, Record, Refers, Texts, one_of, read, read_record
from education.seeding.treatments import split_sections
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
_WITHOUT_BODY = {"faq_index", "glossary_index", "topic_index"}
_OF_TREATMENTS = ("reach", "how_given", "what_for")

Sources = Annotated[Texts, Refers("source")]
Pages = Annotated[Texts, Refers("page")]


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
    topics: Annotated[Texts, Refers("topic")]
    sources: Sources
    facts: Annotated[Texts, Refers("fact")]
    search_terms: Texts = ()
    body: list[Block]
    statements: list[Statement]
    remarks: list[Remark]


@dataclass(frozen=True, kw_only=True)
class PageDocument(Document):
    """A page of the fixtures.

    Only steps have `step`; only treatments have `reach`, `how_given`, `what_for`, `opening` and
    `slots`.
    """

    kind: str
    title: str
    medical_name: str = ""
    summary: str
    codes: Codes = ()
    search_description: str
    step: int | None
    reach: Literal["one-place", "whole-body", "support", ""]
    how_given: str
    what_for: str
    opening: list[Block]
    slots: dict[str, list[Block]]


@dataclass(frozen=True, kw_only=True)
class QuestionDocument(Document):
    """A question with its short answer (rich text) and its full answer (the body)."""

    question: str
    category: Annotated[str, Refers("category")]
    short_answer: str


@dataclass(frozen=True)
class ParsedDocument:
    """A document of which only the kind has been read; its body begins on `first_line`."""

    file: DocumentFile
    kind: str
    record: Record
    nodes: Sequence[SyntaxTreeNode]
    first_line: int

    @property
    def report(self) -> Report:
        """Return the report of the file."""
        return self.file.report

    @property
    def sections(self) -> list[str]:
        """Return the names by which links refer to sections of this document, as `slug#section`."""
        headings = [node.children[0].content for node in self.nodes if node.type == "heading"]
        names = [slugify(heading.partition(" | ")[0]) for heading in headings]
        if self.kind == "treatment":
            slots = {slugify(heading): name for name, heading in SLOTS.items()}
            names = [slots.get(name, name) for name in names]
        return [f"{self.file.slug}#{name}" for name in [*names, "help", "ask"]]


def parse_document(file: DocumentFile) -> ParsedDocument | None:
    """Return a document with its front matter parsed, or None after reporting a problem."""
    text = read_text(file.path, file.report)
    if text is None:
        return None
    nodes = parse(text, file.report)
    if not nodes or nodes[0].type != "front_matter":
        file.report.add(1, "needs front matter first, between two lines of ---")
        return None
    record = read_record(nodes[0].content, 2, file.report)
    if record is None:
        return None
    kind = record.take("kind", Annotated[str, one_of(PARENT_KINDS)])
    last = nodes[0].map[1] if nodes[0].map else 0
    return ParsedDocument(file, kind, record, nodes[1:], last + 1)


def read_page(parsed: ParsedDocument, names: Names) -> PageDocument:
    """Return the page in a document; problems are added to its report."""
    body = _new_body(parsed, names)
    body.take(parsed.nodes)
    if not parsed.nodes and parsed.kind not in _WITHOUT_BODY:
        parsed.report.add(parsed.first_line, "the document has no text under its front matter")
    _add_related(body, parsed, names)
    sections = split_sections(body, parsed.first_line) if parsed.kind == "treatment" else None
    page = read(
        PageDocument,
        parsed.record,
        names,
        kind=parsed.kind,
        opening=sections.opening if sections else [],
        slots=sections.slots if sections else {},
        body=sections.body if sections else body.blocks,
        **_derived_fields(parsed, body),
        **_defaults_of_kind(parsed),
    )
    _check_facts(parsed, page)
    return page


def read_question(parsed: ParsedDocument, names: Names) -> QuestionDocument:
    """Return the question in a document; problems are added to its report."""
    short, full = _split_answer(parsed)
    body = _new_body(parsed, names)
    short_answer = _short_answer(short, body, parsed)
    body.take(full)
    _add_related(body, parsed, names)
    question = read(
        QuestionDocument,
        parsed.record,
        names,
        short_answer=short_answer,
        body=body.blocks,
        **_derived_fields(parsed, body),
    )
    _check_facts(parsed, question)
    return question


def _new_body(parsed: ParsedDocument, names: Names) -> Body:
    sources = parsed.record.take("sources", Sources, names=names)
    return Body(Writer(parsed.report, names, sources), Annotations())


def _derived_fields(parsed: ParsedDocument, body: Body) -> dict[str, Any]:
    """Return the fields of a document that are not in its front matter."""
    file, annotations = parsed.file, body.annotations
    return {
        "path": file.report.path,
        "address": file.address,
        "parent": file.parent,
        "slug": file.slug,
        "statements": annotations.statements,
        "remarks": annotations.remarks,
    }


def _defaults_of_kind(parsed: ParsedDocument) -> dict[str, Any]:
    """Return the fields that the front matter of this kind of page does not have."""
    treatment = {} if parsed.kind == "treatment" else dict.fromkeys(_OF_TREATMENTS, "")
    if parsed.kind == "step":
        step = parsed.record.take("step", int)
        return {**treatment, "order": step, "step": step}
    return {**treatment, "step": None, **({"order": 0} if parsed.kind == "home" else {})}


def _check_facts(parsed: ParsedDocument, document: Document) -> None:
    """Report facts that only the front matter or only the text names."""
    carried = {
        fact: statement.line for statement in document.statements for fact in statement.facts
    }
    for fact in document.facts:
        if fact not in carried:
            parsed.record.complain("facts", f'lists "{fact}", but no comment in the text names it')
    for fact, line in carried.items():
        if fact not in document.facts:
            parsed.report.add(line, f'states "{fact}", but the front matter does not list it')


def _add_related(body: Body, parsed: ParsedDocument, names: Names) -> None:
    """Append the related pages of the front matter to a body; report them if the body has some."""
    pages = parsed.record.take("related", Pages, (), names)
    if pages and any(block["type"] == "related" for block in body.blocks):
        parsed.record.complain("related", "stands as :::related too; keep one of the two")
    elif pages:
        block = Block(type="related", value={"pages": list(pages)})
        body.add(block, parsed.record.line_of("related"))


def _split_answer(parsed: ParsedDocument) -> tuple[list[SyntaxTreeNode], list[SyntaxTreeNode]]:
    """Return the blocks before and after the line between the short and the full answer."""
    nodes = list(parsed.nodes)
    rule = next((place for place, node in enumerate(nodes) if node.type == "hr"), None)
    if rule is None:
        allowed = "a line of --- between its short answer and its full one"
        parsed.report.add(parsed.first_line, f"a question needs {allowed}")
        return nodes, []
    if not nodes[rule + 1 :]:
        parsed.report.add(line_of(nodes[rule]), "the full answer is missing after ---")
    return nodes[:rule], nodes[rule + 1 :]


def _short_answer(nodes: list[SyntaxTreeNode], body: Body, parsed: ParsedDocument) -> str:
    short = Body(body.writer, body.annotations)
    short.take(nodes)
    if {node.type for node in nodes} - {"html_block"} != {"paragraph"}:
        allowed = "paragraphs, before the line of ---"
        body.complain(parsed.first_line, f"the short answer must be {allowed}")
        return ""
    return str(short.blocks[0]["value"])
