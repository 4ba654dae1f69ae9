"""Map each directive to its block, and check the words that may follow its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from education.content.documents.blocks import Block, Value
from education.content.documents.callouts import (
    write_care,
    write_gap,
    write_items,
    write_level,
    write_note,
    write_questions,
)
from education.content.documents.links import write_computed, write_doors, write_faq, write_related
from education.content.documents.markup import Writer
from education.content.documents.media import write_figure, write_table
from education.content.documents.parts import Directive

REVEAL = "reveal"  # Its content is blocks, so `Body` builds its block.

Rule = Literal["no words", "words or none", "words", "an instruction"]


@dataclass(frozen=True)
class _Form:
    block: str
    rule: Rule
    write: Callable[[Directive, Writer], Value]


_FORMS = {
    "note": _Form("note", "words", write_note),
    "warning": _Form("warning", "words", write_note),
    "level": _Form("level", "an instruction", write_level),
    "gap": _Form("gap", "words or none", write_gap),
    "care": _Form("care", "no words", write_care),
    "do": _Form("do", "no words", write_items),
    "dont": _Form("dont", "no words", write_items),
    "questions": _Form("questions", "no words", write_questions),
    "figure": _Form("figure", "words", write_figure),
    "table": _Form("table", "words", write_table),
    "faq": _Form("faq", "words or none", write_faq),
    "related": _Form("related", "no words", write_related),
    "doors": _Form("doors", "words", write_doors),
    "steps-of-spread": _Form("steps_of_spread", "words or none", write_computed),
    "treatments-by-reach": _Form("treatments_by_reach", "words or none", write_computed),
}


def write_directive(directive: Directive, writer: Writer) -> Block | None:
    """Return the block of a directive, or None after reporting an unknown name."""
    form = _FORMS.get(directive.name)
    if form is None:
        allowed = ", ".join(sorted([*_FORMS, REVEAL]))
        writer.report.add(
            directive.line, f"unknown directive :::{directive.name}; allowed: {allowed}"
        )
        return None
    check_argument(directive, form.rule, writer)
    return Block(type=form.block, value=form.write(directive, writer))


def check_argument(directive: Directive, rule: Rule, writer: Writer) -> None:
    """Report an argument that is missing, or not allowed, or has marks that are not allowed."""
    if rule == "no words" and directive.argument:
        writer.report.add(directive.line, f":::{directive.name} takes no words after its name")
    if rule in {"words", "an instruction"} and not directive.argument:
        writer.report.add(directive.line, f":::{directive.name} needs words after its name")
    check = writer.instruction if rule == "an instruction" else writer.plain
    check(directive.argument, directive.line)
