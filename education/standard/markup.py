"""Rich text as a reader sees it: paragraphs, list items, and the meaning of our marks."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

# The marks of a text, which stay in it as plain text.
CITATION = re.compile(r"(?<!\s)\s*\[([A-Z]{1,3}\d{1,4})\]")  # [S1]
TERM = re.compile(r"\[\[([\w-]+)\|([^\[\]|]*)\]\]")  # [[slug|words]]
TOKEN = re.compile(r"\{\{\s*(\w+)\s*\}\}")  # {{ emergency_number }}
SIGN = re.compile(r"\(\(([\w-]+)\)\)\s*")  # ((breath)), a small picture
# What looks like a mark and is none: a term, a code of a source, a setting, a small picture.
_NEARLY_A_MARK = re.compile(
    r"(?P<term>\[\[[^\]]*\]{0,2})"
    r"|(?P<source>\[\s*[A-Za-z]{1,3}\d{1,4}(?:\s*[,;/&–-]?\s*[A-Za-z]{1,3}\d{1,4})*\s*[.,;]?(?:\]|(?!\w))"
    r"|(?<!\w)\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]|\b[A-Z]{1,3}\d{1,4}\])"
    r"|(?P<setting>\{[^{}]*[{}\s]*\w*[\s}]*|\}+)"
    r"|(?P<sign>\(\([\w-]*\){0,2})"
)
_CODE = re.compile(r"[A-Za-z]{1,3}[\s.-]?\d{1,4}")
# Codes in brackets, loosely written, which may also be ordinary words: [S 1], (S1), (s1 and S2).
_CODES = rf"\s*{_CODE.pattern}(?:\s*(?:[,;/&–-]|and)?\s*{_CODE.pattern})*\s*"
_LOOSE = re.compile(rf"\(+{_CODES}\)+|\[{_CODES}\]")
# Draftail marks each paragraph for itself, anew in every editor.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
TOKENS = ("contact", "crisis_number", "emergency_number", "help_line", "site_name")
# The names of small pictures; each is an icon `sign-….svg`.
SIGNS = (
    "back", "bleeding", "bone", "breath", "chest", "cope", "drip", "eyes", "face", "fever",
    "food", "head", "legs", "medicine", "mind", "press", "seizure", "shiver", "skin",
    "swelling", "swollen-face", "thirst", "tired", "toilet", "vomiting", "waking",
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_BEFORE_DEGREES = re.compile(r"(?<=\d) (?=°)")
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "div", "blockquote", "hr"}


@dataclass(frozen=True)
class Link:
    """Text of a link, and its target."""

    words: str
    target: str


@dataclass(frozen=True)
class Piece:
    """Paragraph, list item or heading of a rich text, with its marks."""

    tag: str
    raw: str
    links: tuple[Link, ...] = ()
    split: tuple[str, ...] = ()  # marks in which bold, italics or a link begins or ends


class BadMark(NamedTuple):
    """Hold what looks like a mark and is none, its kind, and what to write instead."""

    kind: str
    mark: str
    repair: str


def plain(raw: str) -> str:
    """Return the text that a reader sees: explained terms as words, citations left out."""
    text = without_signs(CITATION.sub("", TERM.sub(r"\2", raw)))
    return _SPACE.sub(" ", text).strip()


def unbroken(text: str) -> str:
    """Return the text with no line break inside a temperature (100.4 °F)."""
    return _BEFORE_DEGREES.sub("\u00a0", text)


def without_signs(text: str) -> str:
    """Return the text without the marks of small pictures."""
    return SIGN.sub("", text)


def citations(raw: str) -> list[str]:
    """Return the codes of the sources that a text cites, in order."""
    return CITATION.findall(raw)


def explained(raw: str) -> list[str]:
    """Return the slugs of the glossary terms that a text explains, in order."""
    return [slug for slug, _ in TERM.findall(raw)]


def marks(raw: str) -> list[str]:
    """Return the marks of a text as they are typed."""
    found = [one for mark in (CITATION, TERM, TOKEN, SIGN) for one in mark.finditer(raw)]
    return [one[0].strip() for one in sorted(found, key=lambda one: one.start())]


def bad_marks(raw: str, sources: Collection[str] = ()) -> Iterator[BadMark]:
    """Yield what looks like a mark in a text and is shown to readers as it was typed.

    What is in round brackets is a mark only if `sources` holds its codes.
    """
    rest = CITATION.sub(" ", TERM.sub(_unless_empty, _SPACE.sub(" ", raw)))
    rest = TOKEN.sub(lambda mark: " " if mark[1] in TOKENS else mark[0], rest)
    rest = SIGN.sub(lambda mark: " " if mark[1] in SIGNS else mark[0], rest)
    for found in _LOOSE.finditer(rest):
        if _is_citation(found[0], sources):
            yield BadMark("source", found[0], _repair_source(found[0]))
    rest = _LOOSE.sub(lambda mark: " " if _is_citation(mark[0], sources) else mark[0], rest)
    for found in _NEARLY_A_MARK.finditer(rest):
        mark = found[0].strip()
        yield BadMark(str(found.lastgroup), mark[:60], _REPAIRS[str(found.lastgroup)](mark))


def _is_citation(mark: str, sources: Collection[str]) -> bool:
    is_certain = mark.startswith("[") and mark.isupper()
    return is_certain or all(code in sources for code in _codes(mark))


def _codes(mark: str) -> list[str]:
    return [re.sub(r"\W", "", code).upper() for code in _CODE.findall(mark)]


def _unless_empty(term: re.Match[str]) -> str:
    return " " if term[2].strip() else term[0]


def _repair_term(mark: str) -> str:
    slug, _, words = mark.strip("[] ").partition("|")
    slug = re.sub(r"[^\w-]+", "-", slug.strip().lower()).strip("-")
    return f"[[{slug or 'term'}|{words.strip()[:40] or slug.replace('-', ' ') or 'words'}]]"


def _repair_source(mark: str) -> str:
    return " ".join(f"[{code}]" for code in _codes(mark)) or "[S1]"


def _repair_setting(mark: str) -> str:
    name = re.sub(r"\W+", "", mark).lower()
    near = [*(one for one in TOKENS if one in name), *get_close_matches(name, TOKENS, 1)]
    return " ".join(f"{{{{ {one} }}}}" for one in near[:1] or TOKENS)


def _repair_sign(mark: str) -> str:
    name = mark.strip("()")
    near = [name] if name in SIGNS else get_close_matches(name, SIGNS, 1)
    return " ".join(f"(({one}))" for one in near or SIGNS)


_REPAIRS = {
    "term": _repair_term,
    "source": _repair_source,
    "setting": _repair_setting,
    "sign": _repair_sign,
}


def pieces(rich: str) -> list[Piece]:
    """Return the paragraphs, list items and headings of a rich text, in reading order."""
    if "<" not in rich:
        return [piece for piece in [Piece("p", html.unescape(rich).strip())] if piece.raw]
    # Rich text holds no declarations; the parser would refuse a broken one.
    tree = BeautifulSoup(rich.replace("<!", "&lt;!"), "html.parser")
    return [piece for piece in _walk(tree, "p") if piece.raw]


def _walk(node: Tag, tag: str) -> Iterator[Piece]:
    """Yield the inline content before each block, then the pieces of the block."""
    line: list[Tag | NavigableString] = []
    for child in node.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield _piece(tag, line)
            yield from _walk(child, child.name)
            line = []
        elif isinstance(child, Tag | NavigableString):
            line.append(child)
    yield _piece(tag, line)


def _piece(tag: str, line: list[Tag | NavigableString]) -> Piece:
    texts = [text for node in line for text in _strings(node)]
    words = "".join(texts)
    links = [
        _link(found)
        for node in line
        if isinstance(node, Tag)
        for found in ([node] if node.name == "a" else node.find_all("a"))
    ]
    return Piece(tag, _SPACE.sub(" ", words).strip(), tuple(links), tuple(_split_marks(texts)))


def _strings(node: Tag | NavigableString) -> list[str]:
    """Return the texts between the tags of a node."""
    if isinstance(node, NavigableString):
        return [str(node)]
    return [" "] if node.name == "br" else [*node.strings]


def _split_marks(texts: list[str]) -> Iterator[str]:
    """Yield the marks that reach from one text into the next: the renderer knows none of them."""
    borders = [*accumulate(map(len, texts))]
    for pattern in (CITATION, TERM, TOKEN, SIGN):
        for found in pattern.finditer("".join(texts)):
            mark = found[0].strip()
            start = found.start() + found[0].index(mark)
            if any(start < border < start + len(mark) for border in borders):
                yield mark


def _link(node: Tag) -> Link:
    target = node.get("href") or f"{node.get('linktype', '')}:{node.get('id', '')}"
    return Link(plain(node.get_text()), str(target))
