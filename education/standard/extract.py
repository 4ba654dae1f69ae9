"""Extract the parts of a document from raw stream blocks, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from education.standard.markup import Piece, pieces, plain
from education.standard.parts import Figure, Gap, Part, Passage, Role, Table

Block = Mapping[str, Any]

IN_SHORT = "In short"
QUESTIONS = "Questions to ask your care team"
CARE = "When to get help"
DO = "What you can do"
DO_NOT = "What to avoid"

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

    @property
    def place(self) -> str:
        """Return the section in words."""
        return f"Section “{self.section}”" if self.section else "Body"

    def under(self, heading: str) -> Here:
        """Return the position one level deeper, or this position without a heading."""
        return replace(self, section=plain(heading), level=self.level + 1) if heading else self

    def title(self, role: Role = "heading") -> Iterator[Passage]:
        """Yield the heading of the section, if there is one."""
        if self.section:
            yield self.passage(role, self.section, level=self.level)

    def passage(self, role: Role, raw: str, **more: Any) -> Passage:
        """Return a passage at this position."""
        return Passage(
            role,
            raw,
            section=self.section,
            slot=self.slot,
            opened=self.opened,
            block=self.block,
            **more,
        )


def read(blocks: Iterable[Block], here: Here | None = None) -> Iterator[Part]:
    """Yield the parts of some blocks; a block without text of its own gives none."""
    for block in blocks:
        if reader := _READERS.get(block["type"]):
            yield from reader(block["value"] or {}, replace(here or Here(), block=block["type"]))


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


def _rich(value: Any, here: Here, role: Role | None = None) -> Iterator[Passage]:
    for piece in pieces(value or ""):
        level = int(piece.tag[1]) if _is_heading(piece) else 0
        yield here.passage(role or _role(piece), piece.raw, level=level, links=piece.links)


def _role(piece: Piece) -> Role:
    if _is_heading(piece):
        return "heading"
    return "item" if piece.tag == "li" else "prose"


def _is_heading(piece: Piece) -> bool:
    return piece.tag[0] == "h" and piece.tag[1:].isdigit()


def _rich_under(label: str, field: str) -> Callable[[Any, Here], Iterator[Part]]:
    def read_list(value: Any, here: Here) -> Iterator[Part]:
        under = here.under(label)
        yield from under.title("label")
        yield from _rich(value.get(field), under)

    return read_list


def _section(value: Any, here: Here) -> Iterator[Part]:
    under = here.under(value.get("heading") or "")
    yield from under.title()
    yield from read(value.get("content") or (), under)


def _notice(value: Any, here: Here) -> Iterator[Part]:
    under = here.under(value.get("heading") or "")
    yield from under.title()
    yield from _rich(value.get("text"), under)


def _heading_only(value: Any, here: Here) -> Iterator[Part]:
    if heading := value.get("heading"):
        yield from here.under(heading).title()


def _care(value: Any, here: Here) -> Iterator[Part]:
    under = here.under(CARE)
    yield from under.title("label")
    for urgency in ("emergency", "urgent", "routine"):
        yield from _rich(value.get(urgency), under)


def _gap(value: Any, here: Here) -> Iterator[Part]:
    heading, ask = value.get("heading") or "", value.get("ask") or ""
    under = here.under(heading)
    if heading:
        yield from under.title()
    passages = list(_rich(value.get("text"), under))
    yield Gap(heading, under.place, "\n".join(one.text for one in passages), plain(ask), here.slot)
    yield from passages
    if ask:
        yield under.passage("question", ask)


def _questions(value: Any, here: Here) -> Iterator[Part]:
    under = here.under(QUESTIONS)
    yield from under.title("label")
    yield from (under.passage("question", item) for item in _items(value, "items"))


def _doors(value: Any, here: Here) -> Iterator[Part]:
    under = here.under(value.get("heading") or "")
    yield from under.title()
    for door in _items(value, "doors"):
        behind = under.under(door.get("title") or "")
        yield from behind.title()
        yield from _rich(door.get("text"), behind)


def _items(value: Any, field: str) -> Iterator[Any]:
    """Yield the items of a list block, in either of the two forms in which Wagtail stores them."""
    for item in value.get(field) or ():
        content = item["value"] if isinstance(item, Mapping) and "value" in item else item
        if content:
            yield content


def _reveal(value: Any, here: Here) -> Iterator[Part]:
    if prompt := value.get("prompt"):
        yield here.passage("prompt", prompt)
    yield from read(value.get("content") or (), replace(here, opened=True))


def _table(value: Any, here: Here) -> Iterator[Part]:
    caption = value.get("caption") or ""
    headings = tuple(plain(column.get("heading") or "") for column in value.get("columns") or ())
    rows = tuple(tuple(row["values"]) for row in value.get("rows") or ())
    yield Table(here.place, caption, headings, rows)
    yield from _rich(caption, here, "caption")
    yield from (here.passage("cell", heading) for heading in headings if heading)
    for row in value.get("rows") or ():
        for cell in row["values"]:
            yield from _rich(cell, here, "cell")


def _figure(value: Any, here: Here) -> Iterator[Part]:
    caption = value.get("caption") or ""
    words = list(_rich(value.get("words"), here, "picture"))
    in_words = "\n".join(passage.text for passage in words)
    cited = tuple(code for passage in words for code in passage.citations)
    yield Figure(here.place, str(value.get("picture") or ""), caption, in_words, cited)
    yield from _rich(caption, here, "caption")
    yield from words


def _definition(value: Any, here: Here) -> Iterator[Part]:
    """Yield the term as explained: its definition is in the glossary, not in the block."""
    if term := value.get("term"):
        yield here.passage("label", f"[[{term}|]]")


_READERS: dict[str, Callable[[Any, Here], Iterator[Part]]] = {
    "text": _rich,
    "steps": _rich,
    "section": _section,
    "subsection": _section,
    "key_points": _rich_under(IN_SHORT, "points"),
    "do": _rich_under(DO, "items"),
    "dont": _rich_under(DO_NOT, "items"),
    "note": _notice,
    "warning": _notice,
    "level": _notice,
    "care": _care,
    "gap": _gap,
    "questions": _questions,
    "reveal": _reveal,
    "table": _table,
    "figure": _figure,
    "definition": _definition,
    "doors": _doors,
    "faq": _heading_only,
    "steps_of_spread": _heading_only,
    "treatments_by_reach": _heading_only,
}
