"""Nothing that the sources say is lost, uncited, or more certain than they are."""

from __future__ import annotations

from copy import copy

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from education.content.blocks.rich_text import TOKEN, TOKENS
from education.content.models import SiteSettings
from education.seeding.loader import Fixtures
from education.standard.facts import unhedged
from tests.guide.texts.shipped import FACTS, stated

FIRST = {"S1", "S2", "S3", "S4", "S5"}
Pages = dict[str, BeautifulSoup]
_QUOTES = str.maketrans({"’": "'", "“": '"', "”": '"'})

every_fact = pytest.mark.parametrize("name", FACTS)


pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def texts(shipped_pages: Pages) -> dict[str, str]:
    """The text of each live page, without the numbers of its citations."""
    return {address: _text(page) for address, page in shipped_pages.items()}


@pytest.fixture(scope="module")
def settings(shipped_guide: None, module_db: None) -> dict[str, str]:
    """What stands for each token on this site."""
    on_this_site = SiteSettings.for_site(Site.objects.get())
    return {name: str(getattr(on_this_site, name)) for name in TOKENS}


def _text(page: BeautifulSoup) -> str:
    main = copy(page.main)
    for mark in main.select("a.cite"):
        mark.decompose()
    return _folded(main.get_text())


def _folded(text: str) -> str:
    """A text without what only its setting adds: spaces, joiners, the kind of its quotes."""
    text = text.replace("\u2060", "").translate(_QUOTES)
    return " ".join(text.split())


@every_fact
def test_a_fact_stands_on_its_page(library: Fixtures, name: str) -> None:
    page = FACTS[name].page.removeprefix("faq:")
    places = [document.address for fact, document, _passage in stated(library) if fact == name]
    assert any(
        page in (address.strip("/").split("/") if address != "/" else ["home"])
        for address in places
    ), places


@every_fact
def test_a_fact_cites_one_of_its_sources_wherever_it_stands(library: Fixtures, name: str) -> None:
    for fact, document, passage in stated(library):
        if fact == name:
            cited = {*passage.citations} & {*FACTS[name].sources}
            assert cited, f"{document.path}:{passage.line}"


@pytest.mark.parametrize("name", [fact.id for fact in FACTS.values() if fact.care == "hedge"])
def test_a_fact_that_a_source_hedges_stays_hedged(library: Fixtures, name: str) -> None:
    texts = [(fact, passage.text) for fact, _document, passage in stated(library) if fact == name]
    assert texts
    assert unhedged(texts, FACTS) == []


@every_fact
def test_a_fact_can_be_read_on_the_live_pages(
    library: Fixtures, texts: dict[str, str], settings: dict[str, str], name: str
) -> None:
    for fact, document, passage in stated(library):
        if fact == name:
            for line in passage.text.split("\n"):
                read = TOKEN.sub(lambda token: settings[token[1]], line)
                assert _folded(read) in texts[document.address], document.path


def test_no_passage_states_what_the_register_does_not_hold(library: Fixtures) -> None:
    assert {fact for fact, _document, _passage in stated(library)} == {*FACTS}


def test_every_fact_of_the_first_five_documents_is_on_the_portal(library: Fixtures) -> None:
    first = {name for name, fact in FACTS.items() if {*fact.sources} <= FIRST}
    assert len(first) == 84
    assert first <= {fact for fact, _document, _passage in stated(library)}
