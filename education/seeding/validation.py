"""Validation of drafts, by reading each page or question with all its content."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode

from education.content.documents.blocks import Block
from education.content.documents.body import Body, Found
from education.content.documents.markdown import Writer, line_of
from education.content.documents.references import Names
from education.content.documents.treatment_sections import Slots, split_slots
from education.seeding.documents import Draft, PageDocument, QuestionDocument
from education.seeding.yaml_records import Record

_REACHES = ("one-place", "whole-body", "support")
_WITHOUT_BODY = {"faq_index", "glossary_index", "topic_index"}


def read_page(draft: Draft, names: Names) -> PageDocument:
    """Return the page in a draft; problems are added to the report of the draft."""
    record, kind = draft.record, draft.kind
    writer = _writer(draft, names)
    body = Body(writer, Found())
    body.take(draft.nodes)
    if not draft.nodes and kind not in _WITHOUT_BODY:
        writer.report.add(draft.first_line, "the document has no text under its front matter")
    _add_related(body, draft, names)
    slots = (
        split_slots(body, draft.first_line) if kind == "treatment" else Slots([], {}, body.blocks)
    )
    page = PageDocument(
        kind=kind,
        title=record.text("title"),
        medical_name=record.text("medical_name", default=""),
        summary=record.text("summary"),
        search_description=record.text("search_description"),
        opening=slots.opening,
        slots=slots.slots,
        body=slots.body,
        **_shared(draft, names, body.found),
        **_particular(record, kind),
    )
    record.close()
    return page


def read_question(draft: Draft, names: Names) -> QuestionDocument:
    """Return the question in a draft; problems are added to the report of the draft."""
    record = draft.record
    writer = _writer(draft, names)
    short, full = _split_answer(draft)
    body = Body(writer, Found())
    short_answer = _short_answer(short, body, draft)
    body.take(full)
    _add_related(body, draft, names)
    question = QuestionDocument(
        question=record.text("question"),
        category=_category(record, names),
        order=record.number("order"),
        short_answer=short_answer,
        body=body.blocks,
        **_shared(draft, names, body.found),
    )
    record.close()
    return question


def _writer(draft: Draft, names: Names) -> Writer:
    sources = draft.record.references("sources", "source", names)
    return Writer(draft.place.report, names, sources)


def _shared(draft: Draft, names: Names, found: Found) -> dict[str, Any]:
    record, place = draft.record, draft.place
    return {
        "path": place.report.path,
        "address": place.address,
        "parent": place.parent,
        "slug": place.slug,
        "topics": record.references("topics", "topic", names),
        "sources": record.texts("sources"),
        "facts": _facts(record, names, found),
        "also_searched": record.texts("also_searched", default=()),
        "passages": found.passages,
        "remarks": found.remarks,
    }


def _particular(record: Record, kind: str) -> dict[str, Any]:
    """Return the fields that depend on the kind of page, such as the order and the step."""
    if kind == "home":
        return {"order": 0}
    if kind == "step":
        step = record.number("step")
        return {"order": step, "step": step}
    order = {"order": record.number("order")}
    if kind != "treatment":
        return order
    return order | {
        "reach": record.choice("reach", _REACHES),
        "how_given": record.text("how_given"),
        "what_for": record.text("what_for"),
    }


def _facts(record: Record, names: Names, found: Found) -> tuple[str, ...]:
    """Return the facts of a document; report facts that only front matter or only text names."""
    listed = record.references("facts", "fact", names)
    carried = {fact: passage.line for passage in found.passages for fact in passage.facts}
    for fact in listed:
        if fact not in carried:
            record.complain("facts", f'lists "{fact}", but no comment in the text names it')
    for fact, line in carried.items():
        if fact not in listed:
            record.report.add(line, f'states "{fact}", but the front matter does not list it')
    return listed


def _category(record: Record, names: Names) -> str:
    category = record.text("category")
    names.check("category", category, record.line_of("category"), record.report)
    return category


def _add_related(body: Body, draft: Draft, names: Names) -> None:
    """Append the related pages of the front matter to a body; report them if the body has some."""
    pages = draft.record.references("related", "page", names, default=())
    if not pages:
        return
    if any(block["type"] == "related" for block in body.blocks):
        draft.record.complain("related", "stands as :::related too; keep one of the two")
        return
    body.add(Block(type="related", value={"pages": list(pages)}), draft.record.line_of("related"))


def _split_answer(draft: Draft) -> tuple[list[SyntaxTreeNode], list[SyntaxTreeNode]]:
    """Return the blocks before and after the line between the short and the full answer."""
    nodes = list(draft.nodes)
    rule = next((place for place, node in enumerate(nodes) if node.type == "hr"), None)
    if rule is None:
        allowed = "a line of --- between its short answer and its full one"
        draft.place.report.add(draft.first_line, f"a question needs {allowed}")
        return nodes, []
    if not nodes[rule + 1 :]:
        draft.place.report.add(line_of(nodes[rule]), "the full answer is missing after ---")
    return nodes[:rule], nodes[rule + 1 :]


def _short_answer(nodes: list[SyntaxTreeNode], body: Body, draft: Draft) -> str:
    short = Body(body.writer, body.found)
    short.take(nodes)
    if {node.type for node in nodes} - {"html_block"} != {"paragraph"}:
        allowed = "paragraphs, before the line of ---"
        body.complain(draft.first_line, f"the short answer must be {allowed}")
        return ""
    return str(short.blocks[0]["value"])
