"""Blocks as Wagtail stores them, to build the bodies of test pages from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamBlock, StreamValue

from education.content.blocks import BodyBlock

Block = dict[str, Any]


def stream(raw: Any, block: StreamBlock | None = None) -> StreamValue:
    """Return raw data as the value of a body, or of another stream."""
    return StreamValue(block or BodyBlock(), raw, is_lazy=True)


def block(kind: str, value: Any) -> Block:
    """Any block."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def text(*paragraphs: str) -> Block:
    """Paragraphs of rich text."""
    return block("text", "".join(f"<p>{one}</p>" for one in paragraphs))


def steps(*items: str) -> Block:
    """A numbered list."""
    return block("steps", f"<ol>{_points(items)}</ol>")


def section(heading: str, *content: Block) -> Block:
    """A heading and what stands under it."""
    return block("section", {"heading": heading, "content": list(content)})


def subsection(heading: str, *content: Block) -> Block:
    """A smaller heading and the text under it."""
    return block("subsection", {"heading": heading, "content": list(content)})


def reveal(prompt: str, *content: Block) -> Block:
    """A part that the reader chooses to open."""
    return block("reveal", {"prompt": prompt, "content": list(content)})


def key_points(*points: str) -> Block:
    """The page in a few lines."""
    return block("key_points", {"points": f"<ul>{_points(points)}</ul>"})


def note(heading: str, words: str) -> Block:
    """A quiet aside."""
    return block("note", {"heading": heading, "text": f"<p>{words}</p>"})


def warning(heading: str, words: str) -> Block:
    """Return what a reader must not miss."""
    return block("warning", {"heading": heading, "text": f"<p>{words}</p>"})


def level(urgency: str, heading: str, *signs: str, on_sheet: bool = False) -> Block:
    """Signs of one urgency."""
    value = {"heading": heading, "text": f"<ul>{_points(signs)}</ul>", "on_sheet": on_sheet}
    return block("level", {"urgency": urgency, **value})


def gap(words: str, *, ask: str = "", heading: str = "") -> Block:
    """Return what the sources do not say."""
    return block("gap", {"heading": heading, "text": f"<p>{words}</p>", "ask": ask})


def do(*items: str) -> Block:
    """Return what a reader can do."""
    return block("do", {"items": f"<ul>{_points(items)}</ul>"})


def dont(*items: str) -> Block:
    """Return what a reader had better not do."""
    return block("dont", {"items": f"<ul>{_points(items)}</ul>"})


def care(
    emergency: str = "Call {{ emergency_number }} now.",
    urgent: str = "Call your care team today.",
    routine: str = "Ask at your next visit.",
) -> Block:
    """Return when to get help."""
    texts = {"emergency": emergency, "urgent": urgent, "routine": routine}
    return block("care", {name: f"<p>{words}</p>" for name, words in texts.items()})


def questions(*items: str) -> Block:
    """Questions for the care team."""
    return block("questions", {"items": _items(items)})


def table(caption: str, headings: Iterable[str], *rows: Iterable[str]) -> Block:
    """A table; the first cell of a row names it."""
    return block(
        "table",
        {
            "caption": caption,
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": [f"<p>{cell}</p>" for cell in row]} for row in rows],
        },
    )


def figure(picture: Any, caption: str = "A caption", words: str = "All that it shows.") -> Block:
    """A drawing with caption and words."""
    value = {"picture": picture.pk, "caption": caption, "words": f"<p>{words}</p>"}
    return block("figure", value)


def definition(term: Any) -> Block:
    """A word set apart with its meaning."""
    return block("definition", {"term": term.pk})


def faq(*items: Any, heading: str = "") -> Block:
    """Questions chosen for a page."""
    return block("faq", {"heading": heading, "questions": _items(one.pk for one in items)})


def related(*pages: Any) -> Block:
    """Pages to read next."""
    return block("related", {"pages": _items(page.pk for page in pages)})


def link_cards(heading: str, *pages: Any) -> Block:
    """Ways into the guide."""
    ways = [{"title": f"I go {page.pk}", "page": page.pk, "text": "Behind it."} for page in pages]
    return block("link_cards", {"heading": heading, "links": _items(ways)})


def steps_of_spread(heading: str = "") -> Block:
    """The steps, listed by themselves."""
    return block("steps_of_spread", {"heading": heading})


def treatments_by_reach(heading: str = "") -> Block:
    """The treatments, listed by themselves."""
    return block("treatments_by_reach", {"heading": heading})


def link(page: Any, words: str) -> str:
    """A link in rich text, as Wagtail stores it."""
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def word(term: Any, words: str) -> str:
    """An explained word in rich text."""
    return f"[[{term.slug}|{words}]]"


def _items(values: Iterable[Any]) -> list[Block]:
    return [block("item", value) for value in values]


def _points(items: Iterable[str]) -> str:
    return "".join(f"<li>{one}</li>" for one in items)
