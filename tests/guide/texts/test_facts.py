"""Nothing that the sources say is lost, uncited, or more certain than they are."""

from __future__ import annotations

from collections import Counter
from copy import copy

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from education.content.markdown.body import Statement
from education.content.models import SiteSettings
from education.seeding.documents import PageDocument, QuestionDocument
from education.seeding.loader import Fixtures
from education.standard.facts import Fact, unhedged
from education.standard.markup import TOKEN, TOKENS
from tests.guide.texts.shipped import stated

FIRST = {"S1", "S2", "S3", "S4", "S5"}
Pages = dict[str, BeautifulSoup]
_QUOTES = str.maketrans({"’": "'", "“": '"', "”": '"'})

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def texts(shipped_pages: Pages) -> dict[str, str]:
    """The text of each live page, without the numbers of its citations."""
    return {address: _text(page) for address, page in shipped_pages.items()}


@pytest.fixture(scope="module")
def settings(shipped_guide: None, module_db: None) -> dict[str, str]:
    """Return what stands for each token on this site."""
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


Stated = list[tuple[str, PageDocument | QuestionDocument, Statement]]


@pytest.fixture(scope="module")
def facts(library: Fixtures) -> dict[str, Fact]:
    """Return the register by the names of its facts."""
    return {fact.id: fact for fact in library.facts}


@pytest.fixture(scope="module")
def all_stated(library: Fixtures) -> Stated:
    return [*stated(library)]


def test_the_register_holds_every_fact(facts: dict[str, Fact]) -> None:
    first = [fact for fact in facts.values() if {*fact.sources} <= FIRST]
    assert Counter(fact.care for fact in first) == {"plain": 62, "hedge": 13, "gentle": 9}
    assert len(facts) > len(first) + 300


def test_each_fact_has_words_a_page_and_sources(library: Fixtures) -> None:
    codes = {source.code for source in library.sources}
    for fact in library.facts:
        assert fact.fact
        assert fact.page
        assert set(fact.sources) <= codes
        assert fact.sources


def test_some_facts_ask_the_reviewer_something(facts: dict[str, Fact]) -> None:
    assert facts["incurable"].ask.endswith("readers.")
    assert facts["routes"].ask == ""


def test_each_fact_stands_on_its_page(facts: dict[str, Fact], all_stated: Stated) -> None:
    places: dict[str, set[str]] = {name: set() for name in facts}
    for name, document, _statement in all_stated:
        places[name] |= {*document.address.strip("/").split("/")} - {""} or {"home"}
    lost = {
        name for name, fact in facts.items() if fact.page.removeprefix("faq:") not in places[name]
    }
    assert not lost


def test_each_fact_cites_one_of_its_sources_wherever_it_stands(
    facts: dict[str, Fact], all_stated: Stated
) -> None:
    uncited = [
        f"{document.path}:{statement.line} {name}"
        for name, document, statement in all_stated
        if {*statement.citations}.isdisjoint(facts[name].sources)
    ]
    assert not uncited


def test_each_fact_that_a_source_hedges_stays_hedged(
    facts: dict[str, Fact], all_stated: Stated
) -> None:
    hedged = {fact.id for fact in facts.values() if fact.care == "hedge"}
    texts = [(name, statement.text) for name, _document, statement in all_stated if name in hedged]
    assert {name for name, _text in texts} == hedged
    assert unhedged(texts, facts) == []


def test_each_fact_can_be_read_on_the_live_pages(
    all_stated: Stated, texts: dict[str, str], settings: dict[str, str]
) -> None:
    lost = []
    for name, document, statement in all_stated:
        for line in statement.text.split("\n"):
            read = _folded(TOKEN.sub(lambda token: settings[token[1]], line))
            if read not in texts[document.address]:
                lost.append(f"{document.path}: {name}: {read}")
    assert not lost


def test_no_statement_states_what_the_register_does_not_hold(
    facts: dict[str, Fact], library: Fixtures
) -> None:
    assert {fact for fact, _document, _statement in stated(library)} == {*facts}


def test_every_fact_of_the_first_five_documents_is_on_the_portal(
    facts: dict[str, Fact], library: Fixtures
) -> None:
    first = {name for name, fact in facts.items() if {*fact.sources} <= FIRST}
    assert len(first) == 84
    assert first <= {fact for fact, _document, _statement in stated(library)}
