"""Text of generated pages: placeholder sentences, with existing terms and sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from education.content.models import Source
from education.glossary.models import GlossaryTerm

Block = dict[str, Any]

SUMMARY = "This page was generated to measure the portal. It says nothing about any illness."
_PLACEHOLDER = (
    "This sentence keeps the place of one that somebody will write.",
    "It is as long as sentences are, so that the page weighs what pages weigh.",
    "Nobody has to read it, and nobody should.",
    "Where a real page explains something, this one repeats itself.",
)


def body(number: int, terms: list[GlossaryTerm], sources: list[Source]) -> list[Block]:
    """Return a body as raw stream data: key points, and three sections with terms and citations."""
    blocks = [_block("key_points", {"points": "<ul><li>Generated.</li><li>No advice.</li></ul>"})]
    for place, heading in enumerate(("Beginning", "Middle", "End")):
        paragraphs = "".join(_paragraphs(number + place, terms, sources))
        content = [_block("text", f"<p>{SUMMARY}</p>{paragraphs}")]
        blocks.append(_block("section", {"heading": heading, "content": content}))
    return blocks


def _paragraphs(number: int, terms: list[GlossaryTerm], sources: list[Source]) -> Iterator[str]:
    for one in range(3):
        sentence = _PLACEHOLDER[(number + one) % len(_PLACEHOLDER)]
        yield f"<p>{sentence} {_word(number + one, terms)} {_citation(number + one, sources)}</p>"


def _word(number: int, terms: list[GlossaryTerm]) -> str:
    if not terms:
        return "No word is explained here."
    term = terms[number % len(terms)]
    return f"The word “[[{term.slug}|{term.term}]]” stands here to be explained."


def _citation(number: int, sources: list[Source]) -> str:
    return (
        f"A source would be named here. [{sources[number % len(sources)].code}]" if sources else ""
    )


def _block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value, "id": str(uuid4())}
