"""Read the shipped documents, so that no test repeats words that an edition may change."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from django.conf import settings

_FIXTURES = Path(settings.FIXTURES_DIR)
_EMERGENCY_NUMBER = "your local emergency number"  # as it stands until somebody sets one
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TERM_OR_LINK = re.compile(r"\[\[[^]|]*\|([^]]*)\]\]|\[([^]]*)\]\([^)]*\)")
_CITATIONS = re.compile(r"(?:\s*\[[A-Z]\d+\])+")
_REVEAL = re.compile(r"^:::reveal .*?\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_QUESTIONS = re.compile(r"^:::questions\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_TABLE = re.compile(r"^:::table (.*?)\n(.*?)^:::$", re.DOTALL | re.MULTILINE)
_FIGURE = re.compile(
    r"^:::figure .*?\nCaption: (.*?)\nIn words: (.*?)^:::$", re.DOTALL | re.MULTILINE
)


def category_names() -> list[str]:
    """Return the categories of the questions, in order."""
    found = yaml.safe_load((_FIXTURES / "faq-categories.yaml").read_text())
    return [category["name"] for category in found["categories"]]


def closed_parts(name: str) -> list[list[str]]:
    """Return the text of each part of a document that a reader opens."""
    return [_stretches(part) for part in _REVEAL.findall(_document(name))]


def questions(name: str) -> list[str]:
    """Return the questions to ask at the end of a document."""
    items = _QUESTIONS.findall(_document(name))[-1].splitlines()
    return [item.removeprefix("- ") for item in items if item]


def tables(name: str) -> dict[str, list[list[str]]]:
    """Return the rows of each table of a document by its caption, without citations."""
    return {caption: _rows(lines) for caption, lines in _TABLE.findall(_document(name))}


def captions(name: str) -> list[str]:
    """Return the captions of the drawings of a document."""
    return [caption for caption, _words in _FIGURE.findall(_document(name))]


def pictures_in_words(name: str) -> list[list[str]]:
    """Return the words in which a document describes each of its drawings."""
    return [_stretches(words) for _caption, words in _FIGURE.findall(_document(name))]


def _document(name: str) -> str:
    text = _COMMENT.sub("", (_FIXTURES / "documents" / f"{name}.md").read_text())
    text = text.replace("**", "").replace("{{ emergency_number }}", _EMERGENCY_NUMBER)
    return _TERM_OR_LINK.sub(lambda found: found[1] or found[2], text)


def _stretches(markup: str) -> list[str]:
    """Return the words between citation marks: a reader sees each of these unbroken."""
    pieces = [piece for part in markup.split("\n\n") for piece in _CITATIONS.split(part)]
    words = [" ".join(piece.split()) for piece in pieces]
    return [piece for piece in words if len(piece) > 1]  # not the full stop after a mark


def _rows(lines: str) -> list[list[str]]:
    heading, _rule, *rows = lines.splitlines()
    return [["".join(_stretches(cell)) for cell in _cells(row)] for row in (heading, *rows)]


def _cells(row: str) -> list[str]:
    return row.strip("|").split("|")
