"""Every shipped text meets the rows of the content standard that a machine can check."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from education.seeding.loader import Fixtures
from education.standard import plagiarism
from education.standard.document import Document
from education.standard.registry import check
from education.standard.results import Level
from tests.guide.texts.shipped import FIXTURES, drafts

pytestmark = pytest.mark.once
FINGERPRINTS = plagiarism.load(FIXTURES / "source-runs.txt")
# Address and row of each warning that stands on purpose, with the reason.
ON_PURPOSE: dict[tuple[str, int], str] = {}


@pytest.fixture(scope="module")
def texts(library: Fixtures) -> dict[str, Document]:
    return dict(drafts(library))


def test_every_text_is_looked_at(library: Fixtures, texts: dict[str, Document]) -> None:
    assert len(texts) == len(library.pages) + len(library.questions) + len(library.terms)


def test_no_text_breaks_a_row_without_a_reason(
    library: Fixtures, texts: dict[str, Document]
) -> None:
    terms = {term.slug: term.term for term in library.terms}
    sources = {source.code for source in library.sources}
    findings = [
        (address, finding)
        for address, text in texts.items()
        for finding in check(text, terms=terms, sources=sources, fingerprints=FINGERPRINTS)
    ]
    assert [one for one in findings if one[1].level == Level.BLOCKS] == []
    broken = {(address, finding.row) for address, finding in findings}
    assert broken == {*ON_PURPOSE}


def test_of_the_sources_only_fingerprints_are_kept() -> None:
    assert len(FINGERPRINTS) > 6000  # the five documents, and the excerpts of both registers
    assert all({*one} <= {*"0123456789abcdef"} for one in FINGERPRINTS)


def test_a_text_that_copies_a_source_would_be_found(texts: dict[str, Document]) -> None:
    text = texts["/how-cancer-spreads/circulation/"]
    run = next(run for one in text.passages() for run in plagiarism.runs(one.text))
    prints = {plagiarism.fingerprint(run)}
    findings = check(text, terms={}, sources={"S1", "S2", "S3"}, fingerprints=prints)
    assert Level.BLOCKS in {finding.level for finding in findings if finding.row == 0}


def test_no_eight_words_of_a_text_are_those_of_a_source(texts: dict[str, Document]) -> None:
    for address, text in texts.items():
        for passage in text.everything():
            assert plagiarism.copied_runs(passage.text, FINGERPRINTS) == [], address


def test_no_eight_words_of_the_vocabulary_are_those_of_a_source(library: Fixtures) -> None:
    words = [
        *(picture.words for picture in library.pictures),
        *(picture.title for picture in library.pictures),
        *(term.definition for term in library.terms),
        *(term.plain_word for term in library.terms),
        *(topic.lead for topic in library.topics),
        *(category.lead for category in library.categories),
        *(" ".join(group.words) for group in library.synonyms),
    ]
    assert [run for text in words for run in plagiarism.copied_runs(text, FINGERPRINTS)] == []


def test_no_eight_words_of_a_drawing_are_those_of_a_source() -> None:
    for file in sorted((FIXTURES / "images").glob("*.svg")):
        text = BeautifulSoup(file.read_text(), "html.parser").get_text(" ")
        assert plagiarism.copied_runs(text, FINGERPRINTS) == [], file.name


def test_no_eight_words_of_a_live_page_are_those_of_a_source(
    shipped_pages: dict[str, BeautifulSoup],
) -> None:
    for address, page in shipped_pages.items():
        assert plagiarism.copied_runs(page.get_text(" "), FINGERPRINTS) == [], address
