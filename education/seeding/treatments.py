"""Split a treatment into the six sections of row 12 of the content standard."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from education.content.markdown.blocks import Block
from education.content.markdown.body import Body
from education.standard.document import SLOTS

_HEADINGS = list(SLOTS.values())


class Sections(NamedTuple):
    """The blocks of a treatment: before, in and after the six sections."""

    opening: list[Block]
    slots: dict[str, list[Block]]
    body: list[Block]


def split_sections(body: Body, first_line: int) -> Sections:
    """Split a body at its six sections, and report a section that is missing or misplaced."""
    found = {place: heading for place, block in enumerate(body.blocks) if (heading := _slot(block))}
    _refuse_disorder(found, body, first_line)
    contents = {heading: body.blocks[place]["value"]["content"] for place, heading in found.items()}
    first, last = min(found, default=0), max(found, default=-1)
    return Sections(
        opening=body.blocks[:first],
        slots={name: contents.get(heading, []) for name, heading in SLOTS.items()},
        body=body.blocks[last + 1 :],
    )


def _slot(block: Block) -> str:
    heading = block["value"]["heading"] if block["type"] == "section" else ""
    return heading if heading in _HEADINGS else ""


def _refuse_disorder(found: dict[int, str], body: Body, first_line: int) -> None:
    order = "; the order is: " + " ".join(_HEADINGS)
    for heading in _HEADINGS:
        if heading not in found.values():
            body.complain(first_line, f'the section "{heading}" is missing{order}')
    for (before, above), (place, heading) in pairwise(found.items()):
        if _HEADINGS.index(heading) <= _HEADINGS.index(above):
            body.complain(body.lines[place], f'"{heading}" cannot follow "{above}"{order}')
        if place > before + 1:
            body.complain(
                body.lines[before + 1],
                f'stands between two of the six sections, before "{heading}"; move it out',
            )
