"""Cure, length of life and chances are read by those who open a part, and by nobody else."""

from __future__ import annotations

import json
import re
from copy import copy

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from education.content.public_urls import get_public_urls
from education.standard import wordlists

pytestmark = [pytest.mark.once, pytest.mark.django_db]

Pages = dict[str, BeautifulSoup]
_ADDRESS = re.compile(r"\S*/[\w/-]+/\S*")
BLOCKS = ["p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "a", "div", "label", "summary",
          "option", "text"]  # fmt: skip
DESCRIPTIONS = ("description", "og:description", "twitter:description", "og:title")
SEARCHES = ("cure", "curable", "survival", "how long do i have", "life expectancy", "terminal",
            "less favorable", "chances", "outlook", "regular checks", "dying")  # fmt: skip


@pytest.fixture(scope="module")
def every_page(shipped_guide: None, shipped_pages: Pages) -> Pages:
    """Every public address, and what else links lead to."""
    assert {*get_public_urls()} <= {*shipped_pages}
    return shipped_pages


def shown(page: BeautifulSoup) -> str:
    """Return what a reader sees who opens nothing, one line for each stretch of text."""
    page = copy(page)
    for hidden in page.select("details.reveal > :not(summary), script, style, template"):
        hidden.decompose()
    for block in page.find_all(BLOCKS):
        block.insert_after("\n")
    return "\n".join(" ".join(line.split()) for line in page.body.get_text().splitlines())


def told(text: str) -> list[tuple[str, str]]:
    """The words about outlook, each with its sentence; an address of ours names its page."""
    hits = wordlists.outlook(_ADDRESS.sub("", text))
    return [(hit.words, hit.sentence) for hit in hits]


def test_no_page_tells_the_outlook_before_a_part_is_opened(every_page: Pages) -> None:
    found = {address: told(shown(page)) for address, page in every_page.items()}
    assert {address: hits for address, hits in found.items() if hits} == {}


def test_no_title_and_no_description_tells_it(every_page: Pages) -> None:
    for address, page in every_page.items():
        texts = [page.title.get_text().replace(" · ", "\n")]
        texts += [
            tag["content"]
            for name in DESCRIPTIONS
            for tag in page.select(f'meta[name="{name}"], meta[property="{name}"]')
        ]
        assert [hit for text in texts for hit in told(text)] == [], address


def test_no_linked_data_tells_it(every_page: Pages) -> None:
    for address, page in every_page.items():
        for script in page.select('script[type="application/ld+json"]'):
            assert told("\n".join(_strings(json.loads(script.string)))) == [], address


@pytest.mark.parametrize("words", SEARCHES)
def test_no_search_result_tells_it(shipped_guide: None, words: str) -> None:
    html = BeautifulSoup(Client().get("/search/", {"q": words}).content, "html.parser")
    for typed in html.select(".print-only"):  # repeats the search on paper
        typed.decompose()
    assert told(shown(html)) == []


def test_a_closed_part_is_there_for_those_who_want_it(every_page: Pages) -> None:
    page = every_page["/understanding/outlook/"]
    behind = " ".join(part.get_text() for part in page.select("details.reveal"))
    assert told(behind)


def _strings(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in _strings(value)]
    if isinstance(data, list):
        return [text for value in data for text in _strings(value)]
    return [data] if isinstance(data, str) and "://" not in data else []
