"""The card of a booklet that says when to get help: what its chapters add to the standard text."""

from __future__ import annotations

import re

from django.utils.html import escape

from education.booklet.chapters import Chapter
from education.content.blocks.rich_text import PAGE_ID, plain
from education.standard.markup import TOKEN

_PARAGRAPHS = re.compile(r"</?p\b[^>]*>")
_IDS = re.compile(r" id=\"[^\"]*\"")
_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“{\[])")  # of sentences
_WORD = re.compile(r"[\w’]+")
_FILLING = {"also", "it", "the", "too"}


def additions(chapters: list[Chapter], urgency: str, usual: str) -> list[str]:
    """Return paragraphs with the sentences that chapters add to the card, each once.

    A sentence stands together with the one before it, which it may refer to.
    """
    if urgency == "routine":
        return []
    found: dict[str, list[Chapter]] = {}
    for chapter in chapters:
        sentences = _sentences(chapter.care.get(urgency, ""))
        if new := _news(sentences, usual, chapter):
            found.setdefault(" ".join(new), []).append(chapter)
    return [
        f"<p><b>{escape(_titles(those))}</b> {_IDS.sub('', those[0].renderer.prose(words))}</p>"
        for words, those in found.items()
    ]


def _titles(chapters: list[Chapter]) -> str:
    """Return the titles of chapters, with a colon unless they end as a question."""
    titles = ", ".join(one.title for one in chapters)
    return titles if titles.endswith("?") else f"{titles}:"


def _news(sentences: list[str], usual: str, chapter: Chapter) -> list[str]:
    """Return the sentences that add to the card, after the one before the first of them."""
    places = [at for at, one in enumerate(sentences) if _is_news(one, usual, chapter)]
    if not places:
        return []
    first = max(0, places[0] - 1)
    return [one for at, one in enumerate(sentences) if at == first or at in places]


def _sentences(html: str) -> list[str]:
    """Return the sentences of a text, or the whole text as one when markup spans several."""
    words = _PARAGRAPHS.sub(" ", html).strip()
    found = _ENDS.split(words)
    is_split = all(one.count("</") * 2 == one.count("<") for one in found)
    return [one for one in (found if is_split else [words]) if plain(one)]


def _is_news(sentence: str, usual: str, chapter: Chapter) -> bool:
    """Return whether a sentence adds a word to the standard text of the card.

    A sentence whose only page link is the help page, or whose only setting is the crisis number,
    adds nothing: the card has that number, and links to pages do not work on paper.
    """
    leads_to = {int(page) for page in PAGE_ID.findall(sentence)}
    if leads_to == {chapter.renderer.settings.help_page_id}:
        return False
    if set(TOKEN.findall(sentence)) == {"crisis_number"}:
        return False
    return not _words_of(sentence) <= _words_of(usual) | _FILLING


def _words_of(html: str) -> set[str]:
    return set(_WORD.findall(plain(TOKEN.sub(r" \1 ", html)).lower()))
