"""Drafts that meet the standard, and small pieces to spoil them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.blocks import StreamBlock

from education.content.blocks import AnswerBlock
from education.content.blocks.base import standard_body
from education.standard.document import SLOTS, Document
from education.standard.extract import Body
from education.standard.registry import check
from education.standard.results import Finding
from tests import bodies

Block = dict[str, Any]

TERMS = {
    "metastasis": "Metastasis",
    "biopsy": "Biopsy",
    "liquid-biopsy": "Liquid biopsy",
    "sbrt": "Stereotactic body radiation therapy (SBRT)",
}
SOURCES = {"S1", "S2"}


def text(*paragraphs: str) -> Block:
    return {"type": "text", "value": "".join(f"<p>{one}</p>" for one in paragraphs)}


def section(heading: str, *content: Block) -> Block:
    return {"type": "section", "value": {"heading": heading, "content": list(content)}}


def subsection(heading: str, *content: Block) -> Block:
    return {"type": "subsection", "value": {"heading": heading, "content": list(content)}}


def reveal(prompt: str, *content: Block) -> Block:
    return {"type": "reveal", "value": {"prompt": prompt, "content": list(content)}}


def gap(words: str, ask: str = "", heading: str = "") -> Block:
    return {"type": "gap", "value": {"heading": heading, "text": f"<p>{words}</p>", "ask": ask}}


def questions(*items: str) -> Block:
    return {"type": "questions", "value": {"items": list(items)}}


def table(caption: str, headings: list[str], *rows: list[str]) -> Block:
    columns = [{"type": "text", "heading": heading} for heading in headings]
    cells = [{"values": [f"<p>{cell}</p>" for cell in row]} for row in rows]
    return {"type": "table", "value": {"caption": caption, "columns": columns, "rows": cells}}


def figure(caption: str, words: str) -> Block:
    return {"type": "figure", "value": {"picture": "journey", "caption": caption, "words": words}}


CARE: Block = {
    "type": "care",
    "value": {
        "emergency": "<p>Call {{ emergency_number }} now if a life is in danger.</p>",
        "urgent": "<p>Call your care team now about any new sign.</p>",
        "routine": "<p>Bring your questions to the next visit.</p>",
    },
}
KEY_POINTS: Block = {
    "type": "key_points",
    "value": {"points": "<ul><li>Cells can travel. [S1]</li><li>Ask your care team.</li></ul>"},
}
ASK = questions("What is the aim?", "What are the risks?", "Who do I call?")
ANSWERED = {
    slot: [text("It may help some people to feel better, for a while, than they did before. [S1]")]
    for slot in SLOTS
}

PLAIN = section("How does it travel?", text("Cells travel in the blood. [S1] Ask your care team."))


def of_blocks(
    *,
    blocks: Iterable[Block],
    opening: Iterable[Block] = (),
    slots: Mapping[str, Iterable[Block]] | None = None,
    **more: Any,
) -> Document:
    """A document from blocks as the database has them."""
    return Document.from_bodies(
        body=body(blocks),
        opening=body(opening),
        slots={name: body(content, AnswerBlock()) for name, content in (slots or {}).items()},
        **more,
    )


def body(blocks: Iterable[Block], definition: StreamBlock | None = None) -> Body:
    return standard_body(bodies.stream(list(blocks), definition))


def draft(*blocks: Block, kind: str = "article", **changes: Any) -> Document:
    """A draft that meets the standard, but for the blocks and fields that a test gives."""
    return of_blocks(
        **{
            "kind": kind,
            "title": "How cancer travels",
            "summary": "Cancer cells can move, and this page says how.",
            "search_description": "How cancer cells move, and what to ask.",
            "blocks": [KEY_POINTS, PLAIN, *blocks, CARE, ASK],
            "slots": ANSWERED if kind == "treatment" else {},
            **changes,
        }
    )


def found(one: Document, row: int) -> list[Finding]:
    """Return what the standard finds in one row."""
    findings = check(one, terms=TERMS, sources=SOURCES)
    return [finding for finding in findings if finding.row == row]
