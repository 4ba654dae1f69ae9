"""The chapters of a booklet: pages and answers as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify

from education.booklet.catalog import ANSWERS, answers
from education.booklet.selection import Selection
from education.models import ContentPage, FAQItem
from education.models.reading import Reading
from portal.routing import frame_for


@dataclass(frozen=True)
class Question:
    """One question to ask the care team, and the key that chooses it."""

    key: str
    words: str


@dataclass
class Chapter:
    """One page or answer, read for paper."""

    key: str
    text: Any
    reading: Reading

    @property
    def title(self) -> str:
        """Its heading."""
        return self.text.question if isinstance(self.text, FAQItem) else self.text.title

    @property
    def address(self) -> str:
        """Where it stands on the site."""
        return f"/{self.key}/"

    @property
    def template(self) -> str:
        """How its body is set."""
        return self.text.body_template

    @property
    def questions(self) -> list[Question]:
        """The questions to ask that stand in it."""
        blocks = (block for stream in self.text.streams() for block in stream.raw_data)
        found = [block["value"]["items"] for block in blocks if block["type"] == "questions"]
        return [Question(question_key(words), words) for items in found for words in _words(items)]


def question_key(words: str) -> str:
    """A short name of a question, which stays while its first words do."""
    return slugify(words)[:60].rstrip("-")


def chapters_of(request: HttpRequest, selection: Selection) -> list[Chapter]:
    """The selected pages and answers that a reader may see, in their order.

    One query finds the pages and one more each type of them, one the answers; one reads each.
    """
    texts = dict(_texts(request, selection.pages))
    chosen = [(key, texts[key]) for key in selection.pages if key in texts]
    return [
        Chapter(key, text, Reading(text, request, on_paper=True, opened=selection.opened))
        for key, text in chosen
    ]


def _texts(request: HttpRequest, keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    site = frame_for(request).site
    if site is None:
        return
    home = site.root_page.url_path
    paths = {f"{home}{key}/": key for key in keys}
    pages = ContentPage.objects.shown().filter(url_path__in=paths).specific()
    for page in pages:
        yield paths[page.url_path], page
    slugs = [key.removeprefix(ANSWERS) for key in keys if key.startswith(ANSWERS)]
    for item in answers(home).filter(slug__in=slugs):
        yield f"{ANSWERS}{item.slug}", item


def _words(items: list[Any]) -> list[str]:
    """The words of a list block's items, with the ids that Wagtail gives them or without."""
    return [item["value"] if isinstance(item, dict) else item for item in items]
