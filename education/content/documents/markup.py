"""Convert the inline marks of a text to the rich text that Wagtail stores.

Written by hand rather than with a Markdown library: the grammar has few marks, four of them our
own, and must reject everything else with its line number. A Markdown library accepts every text,
and keeps the line numbers of blocks only.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape

from education.content.blocks.rich_text import TOKEN, TOKENS
from education.content.documents.errors import Report
from education.content.documents.references import Names
from education.standard.markup import without_signs

_ALLOWED = (
    "**bold**, *italic*, [words](page:slug), [words](page:slug#section), [words](faq:slug), "
    "[words](https://…), "
    "[[slug|words]], [S1], {{ token }}"
)
_MARK = re.compile(
    r"""
      \*\*(?P<bold>(?:(?!\*\*).)+)\*\*
    | \*(?P<italic>[^*]+)\*
    | \[\[(?P<term>[^\[\]|]+)\|(?P<shown>[^\[\]|]+)\]\]
    | \[(?P<source>[A-Z]{1,3}\d{1,4})\](?!\()
    | \[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]+)\)
    | \{\{\s*(?P<token>\w+)\s*\}\}
    | (?P<stray>\*+|\[+|\]+|\{\{|\}\}|`+|<!--)
    """,
    re.VERBOSE,
)
_CITATION = re.compile(r"\[([A-Z]{1,3}\d{1,4})\](?!\()")
_SHOWN_AS = re.compile(
    r"^(?:- (?:(?:routine|urgent|emergency): )?|\d+\. |Caption: |In words: |You could ask: )"
)
_WEB = re.compile(r"https://[\w.-]+(?:[/?#][^\s\"<>]*)?")
_LINKS: dict[str, str] = {"page": "page", "faq": "question"}


def citations(text: str) -> tuple[str, ...]:
    """Return the codes of the sources that a text cites, in order, without repetition."""
    return tuple(dict.fromkeys(_CITATION.findall(text)))


def first_mark(text: str) -> str:
    """Return the first mark in a text, or an empty string."""
    found = _MARK.search(text)
    return found.group() if found else ""


def bare_words(text: str) -> str:
    """Return a text as a reader hears it: without marks, link addresses and citations."""
    spoken = _MARK.sub(_spoken, without_signs(text))
    return re.sub(r"\s+([.,;:!?)]|$)", r"\1", re.sub(r" {2,}", " ", spoken)).strip()


def bare_item(line: str) -> str:
    """Return a line of a directive without the prefix that says how it is shown."""
    return _SHOWN_AS.sub("", line)


def _spoken(found: re.Match[str]) -> str:
    words = found["bold"] or found["italic"] or found["shown"] or found["label"]
    return bare_words(words) if words else "" if found["source"] else found.group()


@dataclass(frozen=True)
class Writer:
    """A converter of the texts of one document to rich text, which reports their problems."""

    report: Report
    names: Names
    sources: Collection[str]

    def html(self, text: str, line: int) -> str:
        """Return a text with marks as rich text; everything else is escaped."""
        pieces, end = [], 0
        for found in _MARK.finditer(text):
            pieces += [escape(text[end : found.start()]), self._mark(found, line)]
            end = found.end()
        return "".join(pieces) + escape(text[end:])

    def plain(self, text: str, line: int) -> str:
        """Return a text such as a heading unchanged, and report a mark in the text."""
        if mark := first_mark(text):
            self.report.add(line, f'"{mark}" cannot stand here: this text takes no marks')
        return text

    def instruction(self, text: str, line: int) -> str:
        """Return a heading unchanged, and report unknown tokens and all other marks."""
        for name in TOKEN.findall(text):
            self._token(name, line)
        self.plain(TOKEN.sub("", text), line)
        return text

    def refer(self, noun: str, name: str, line: int) -> str:
        """Return a name unchanged, and report a name that is unknown."""
        self.names.check(noun, name, line, self.report)
        return name

    def _mark(self, found: re.Match[str], line: int) -> str:
        match found.lastgroup:
            case "bold":
                return f"<b>{self.html(found['bold'], line)}</b>"
            case "italic":
                return f"<i>{self.html(found['italic'], line)}</i>"
            case "shown":
                return self._term(found["term"], found["shown"], line)
            case "source":
                return self._citation(found["source"], line)
            case "target":
                return self._link(found["target"], found["label"], line)
            case "token":
                return self._token(found["token"], line)
        self.report.add(line, f'"{found.group()}" stands alone; allowed: {_ALLOWED}')
        return ""

    def _term(self, slug: str, shown: str, line: int) -> str:
        self.refer("word", slug, line)
        return f"[[{escape(slug)}|{escape(self.plain(shown, line))}]]"

    def _citation(self, code: str, line: int) -> str:
        self.refer("source", code, line)
        if code not in self.sources:
            listed = ", ".join(self.sources) or "none"
            self.report.add(line, f"cites [{code}], but the front matter lists {listed}")
        return f"[{code}]"

    def _link(self, target: str, label: str, line: int) -> str:
        scheme, _, name = target.partition(":")
        slug, _, anchor = name.partition("#")
        if scheme in _LINKS:
            self.refer(_LINKS[scheme], slug, line)
            if anchor:
                self.refer("section", name, line)
        elif not _WEB.fullmatch(target):
            self.report.add(
                line,
                f'a link to "{target}"; allowed: page:slug, page:slug#section, faq:slug, https://…',
            )
        return f'<a href="{escape(target)}">{self.html(label, line)}</a>'

    def _token(self, name: str, line: int) -> str:
        if name not in TOKENS:
            self.report.add(line, f'unknown token "{name}"; allowed: {", ".join(TOKENS)}')
        return f"{{{{ {name} }}}}"
