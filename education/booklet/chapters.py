"""The chapters of a booklet: pages and answers, rendered for paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import slugify
from wagtail.models import Site

from education.booklet.choices import ANSWERS, answers
from education.booklet.redirects import get_redirected_keys
from education.booklet.selection import Selection, question_key
from education.content.blocks import CareBlock, QuestionsBlock
from education.content.blocks.base import find_values
from education.content.models import ContentPage
from education.content.rendering import ContentRenderer
from education.faq.models import FAQItem

_OLD_KEY = 60  # letters of a question's key in older addresses, before keys were shortened


@dataclass(frozen=True)
class Question:
    """A question for the care team, and the keys that select it."""

    words: str

    @property
    def key(self) -> str:
        """Return the key that new addresses use."""
        return question_key(self.words)

    @property
    def keys(self) -> set[str]:
        """Return the current key and the key in older addresses."""
        return {self.key, question_key(slugify(self.words)[:_OLD_KEY].rstrip("-"))}


@dataclass
class Chapter:
    """A page or an answer, with its content renderer for paper."""

    key: str
    text: Any
    renderer: ContentRenderer

    @property
    def title(self) -> str:
        """Return the title of the page, or the question that is answered."""
        return _title(self.text)

    @property
    def address(self) -> str:
        """Return the path of the page or answer on the site."""
        return f"/{self.key}/"

    @property
    def template(self) -> str:
        """Return the name of the template that renders the body."""
        return self.text.body_template

    @property
    def questions(self) -> list[Question]:
        """Return the questions for the care team that the text contains."""
        found = find_values(QuestionsBlock, self.text.get_stream_values())
        return [Question(words) for one in found for words in one["items"]]

    @property
    def care(self) -> dict[str, str]:
        """Return the chapter's own text on when to get help, by urgency; empty when it has none."""
        return next(iter(find_values(CareBlock, self.text.get_stream_values())), {})


@dataclass(frozen=True)
class FoundChapters:
    """The chapters of a selection, the keys not found, and the titles beyond the limit."""

    chapters: list[Chapter]
    missing: list[str]  # keys of which no public page was found
    extra: list[str]  # titles of pages beyond the limit
    numbers: dict[str, int]  # of the sources, by code: each is listed once, at the end of a booklet


def find_chapters(request: HttpRequest, selection: Selection) -> FoundChapters:
    """Return the selected pages and answers that are public, in the selected order.

    Takes one query for pages and one more for each type of page, one for answers, and one to render
    each chapter. Keys without a page take a few more: pages and answers that were renamed or moved
    are found at their new address.
    """
    wanted = (*selection.pages, *selection.extra_pages)
    texts = dict(_texts(request, wanted))
    lost = [key for key in wanted if key not in texts]
    new_keys = get_redirected_keys(request, lost) if lost else {}
    texts |= dict(_texts(request, tuple({*new_keys.values()} - {*texts})))
    places = {key: new_keys.get(key, key) for key in wanted}
    chosen = dict.fromkeys(places[key] for key in selection.pages if places[key] in texts)
    numbers: dict[str, int] = {}

    def chapter(key: str) -> Chapter:
        text = texts[key]
        renderer = ContentRenderer(
            text, request, on_paper=True, opened=selection.opened, numbers=numbers
        )
        return Chapter(key, text, renderer)

    return FoundChapters(
        [chapter(key) for key in chosen],
        [key for key in wanted if places[key] not in texts],
        [_title(texts[places[key]]) for key in selection.extra_pages if places[key] in texts],
        numbers,
    )


def _texts(request: HttpRequest, keys: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    site = Site.find_for_request(request)
    if site is None or not keys:
        return
    home = site.root_page.url_path
    paths = {f"{home}{key}/": key for key in keys}
    pages = ContentPage.objects.public().filter(url_path__in=paths).specific()
    for page in pages:
        yield paths[page.url_path], page
    slugs = [key.removeprefix(ANSWERS) for key in keys if key.startswith(ANSWERS)]
    for item in answers(home).filter(slug__in=slugs):
        yield f"{ANSWERS}{item.slug}", item


def _title(text: Any) -> str:
    return text.question if isinstance(text, FAQItem) else text.title
