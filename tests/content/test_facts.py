"""Nothing that the sources say is lost, uncited, or more certain than they are."""

from __future__ import annotations

from copy import copy

import pytest
from bs4 import BeautifulSoup

from education.content_standard.facts import unhedged
from education.seeding.library import Library
from tests.content.shipped import FACTS, stated

Pages = dict[str, BeautifulSoup]

every_fact = pytest.mark.parametrize("name", FACTS)


pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def texts(shipped_pages: Pages) -> dict[str, str]:
    """The text of each live page, without the numbers of its citations."""
    return {address: _text(page) for address, page in shipped_pages.items()}


def _text(page: BeautifulSoup) -> str:
    main = copy(page.main)
    for mark in main.select("a.cite"):
        mark.decompose()
    return " ".join(main.get_text().replace("\u2060", "").split())


@every_fact
def test_a_fact_stands_on_its_page(library: Library, name: str) -> None:
    page = FACTS[name].page
    places = [document.address for fact, document, _passage in stated(library) if fact == name]
    assert any(page in address.strip("/").split("/") for address in places), places


@every_fact
def test_a_fact_cites_one_of_its_sources_wherever_it_stands(library: Library, name: str) -> None:
    for fact, document, passage in stated(library):
        if fact == name:
            cited = {*passage.citations} & {*FACTS[name].sources}
            assert cited, f"{document.path}:{passage.line}"


@pytest.mark.parametrize("name", [fact.id for fact in FACTS.values() if fact.care == "hedge"])
def test_a_fact_that_a_source_hedges_stays_hedged(library: Library, name: str) -> None:
    texts = [(fact, passage.text) for fact, _document, passage in stated(library) if fact == name]
    assert texts
    assert unhedged(texts, FACTS) == []


@every_fact
def test_a_fact_can_be_read_on_the_live_pages(
    library: Library, texts: dict[str, str], name: str
) -> None:
    for fact, document, passage in stated(library):
        if fact == name:
            for line in passage.text.split("\n"):
                assert " ".join(line.split()) in texts[document.address]


def test_no_passage_states_what_the_register_does_not_hold(library: Library) -> None:
    assert {fact for fact, _document, _passage in stated(library)} == {*FACTS}


def test_the_hardest_words_stand_only_behind_a_choice(shipped_pages: Pages) -> None:
    """Those who open a part of one page read them, and nobody else does."""
    places = [address for address, page in shipped_pages.items() if "not curable" in str(page)]
    assert places == ["/understanding/outlook/"]
    page = copy(shipped_pages[places[0]])
    for choice in page.select("details.reveal"):
        choice.extract()
    assert "curable" not in str(page)
