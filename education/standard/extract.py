"""Extract the parts of a document from what it is made of, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from education.standard.markup import Piece, pieces, plain
from education.standard.parts import BODY, Field, Part, Passage, Role

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_COUNTED: dict[Role, StrPromise] = {
    "prose": gettext_lazy("%(place)s, paragraph %(number)d"),
    "item": gettext_lazy("%(place)s, list item %(number)d"),
    "cell": gettext_lazy("%(place)s, table cell %(number)d"),
    "caption": gettext_lazy("%(place)s, caption %(number)d"),
    "picture": gettext_lazy("%(place)s, picture in words, paragraph %(number)d"),
    "prompt": gettext_lazy("%(place)s, prompt %(number)d"),
    "question": gettext_lazy("%(place)s, question %(number)d"),
}


@dataclass(frozen=True)
class Position:
    """Position in a document.

    It holds field, heading, level, slot, block, and whether a reveal must be opened. The section is
    the heading without marks.
    """

    section: str = ""
    heading: str = ""
    level: int = 1
    slot: str = ""
    opened: bool = False
    block: str = ""
    block_id: str = ""
    field: Field = BODY

    @property
    def place(self) -> str:
        """Return the section in words, or the label of the field outside sections."""
        return _("Section “%s”") % self.section if self.section else self.field.label

    def under(self, heading: str) -> Position:
        """Return the position one level deeper, or this position without a heading."""
        if not heading:
            return self
        return replace(self, section=plain(heading), heading=heading, level=self.level + 1)

    def title(self, role: Role = "heading", *, is_anchor: bool = False) -> Iterator[Passage]:
        """Yield the heading of the section, if there is one."""
        if self.section:
            yield self.passage(role, self.heading, level=self.level, is_anchor=is_anchor)

    def passage(self, role: Role, raw: str, **more: Any) -> Passage:
        """Return a passage at this position."""
        return Passage(
            role,
            raw,
            place=self.place,
            section=self.section,
            slot=self.slot,
            opened=self.opened,
            block=self.block,
            block_id=self.block_id,
            field=self.field.name,
            **more,
        )


# A body yields its parts at the position where it stands.
Body = Callable[[Position], Iterable[Part]]


def placed(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, each passage with its place: section “How does it work?”, paragraph 2."""
    seen: Counter[tuple[str, Role]] = Counter()
    for part in parts:
        if isinstance(part, Passage):
            seen[part.place, part.role] += 1
            yield replace(part, place=_place(part, seen[part.place, part.role]))
        else:
            yield part


def _place(passage: Passage, number: int) -> str:
    if passage.role not in _COUNTED:
        return _("Heading “%s”") % passage.text
    return _COUNTED[passage.role] % {"place": passage.place, "number": number}


def rich(html: str, position: Position, role: Role | None = None) -> Iterator[Passage]:
    """Yield the paragraphs, list items and headings of a rich text."""
    for piece in pieces(html):
        level = int(piece.tag[1]) if _is_heading(piece) else 0
        yield position.passage(
            role or _role(piece), piece.raw, level=level, links=piece.links, split=piece.split
        )


def _role(piece: Piece) -> Role:
    if _is_heading(piece):
        return "heading"
    return "item" if piece.tag == "li" else "prose"


def _is_heading(piece: Piece) -> bool:
    return piece.tag[0] == "h" and piece.tag[1:].isdigit()
