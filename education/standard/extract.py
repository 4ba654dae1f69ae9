"""Extract the parts of a document from what it is made of, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from education.standard.markup import Piece, pieces, plain
from education.standard.parts import Part, Passage, Role

_COUNTED: dict[Role, str] = {
    "prose": "paragraph",
    "item": "list item",
    "cell": "table cell",
    "caption": "caption",
    "picture": "picture in words, paragraph",
    "prompt": "prompt",
    "question": "question",
}


@dataclass(frozen=True)
class Here:
    """Position in a document: heading, level, slot, block, and whether a reveal must be opened."""

    section: str = ""
    level: int = 1
    slot: str = ""
    opened: bool = False
    block: str = ""
    block_id: str = ""

    @property
    def place(self) -> str:
        """Return the section in words."""
        return f"Section “{self.section}”" if self.section else "Body"

    def under(self, heading: str) -> Here:
        """Return the position one level deeper, or this position without a heading."""
        return replace(self, section=plain(heading), level=self.level + 1) if heading else self

    def title(self, role: Role = "heading", *, is_anchor: bool = False) -> Iterator[Passage]:
        """Yield the heading of the section, if there is one."""
        if self.section:
            yield self.passage(role, self.section, level=self.level, is_anchor=is_anchor)

    def passage(self, role: Role, raw: str, **more: Any) -> Passage:
        """Return a passage at this position."""
        return Passage(
            role,
            raw,
            section=self.section,
            slot=self.slot,
            opened=self.opened,
            block=self.block,
            block_id=self.block_id,
            **more,
        )


# A body yields its parts at the position where it stands.
Body = Callable[[Here], Iterable[Part]]


def placed(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, each passage with its place: section “How does it work?”, paragraph 2."""
    seen: Counter[tuple[str, Role]] = Counter()
    for part in parts:
        if isinstance(part, Passage):
            seen[part.section, part.role] += 1
            yield replace(part, place=_place(part, seen[part.section, part.role]))
        else:
            yield part


def _place(passage: Passage, number: int) -> str:
    if passage.role not in _COUNTED:
        return f"Heading “{passage.text}”"
    return f"{Here(passage.section).place}, {_COUNTED[passage.role]} {number}"


def rich(html: str, here: Here, role: Role | None = None) -> Iterator[Passage]:
    """Yield the paragraphs, list items and headings of a rich text."""
    for piece in pieces(html):
        level = int(piece.tag[1]) if _is_heading(piece) else 0
        yield here.passage(role or _role(piece), piece.raw, level=level, links=piece.links)


def _role(piece: Piece) -> Role:
    if _is_heading(piece):
        return "heading"
    return "item" if piece.tag == "li" else "prose"


def _is_heading(piece: Piece) -> bool:
    return piece.tag[0] == "h" and piece.tag[1:].isdigit()
