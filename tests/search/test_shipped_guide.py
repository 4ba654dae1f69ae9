"""Test what the search knows of the shipped guide is true on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, RequestFactory

from education.glossary.models import GlossaryTerm
from education.search.documents import Role, term_lines
from education.search.models.index import EntryKind, SearchEntry, public_pages
from education.search.search_page import SearchPage, SearchRequest
from education.search.service import run_search
from tests.html import visit

pytestmark = pytest.mark.slow


def _anchors(entry: SearchEntry) -> Iterator[str]:
    for line in entry.text.splitlines():
        if line.startswith("# "):
            yield line.partition("\t")[2]


def test_every_section_that_a_result_can_lead_to_is_there(shipped_guide: None) -> None:
    entries = SearchEntry.objects.exclude(kind__in=[EntryKind.QUESTION, EntryKind.TERM])
    anchors = {entry.object_id: [*_anchors(entry)] for entry in entries}
    assert sum(map(len, anchors.values())) > 50
    client = Client()
    for page in public_pages(anchors):
        html = visit(page.url, client)
        ids = [str(one["id"]) for one in html.select("[id]")]
        for anchor in anchors[page.pk]:
            assert ids.count(anchor) == 1, (page.url, anchor)


def _names() -> Iterator[tuple[str, set[str]]]:
    """Each name under which words are known, and the words that it names."""
    named: dict[str, set[str]] = {}
    for term in GlossaryTerm.objects.public():
        for line in term_lines(term):
            named_by = {*term.get_aliases(), *term.matched_forms}
            if line.role in {Role.TITLE, Role.NAME} or line.words in named_by:
                named.setdefault(line.words, set()).add(term.get_absolute_url())
    yield from named.items()


def _found(query: str) -> SearchPage:
    request = RequestFactory().get("/search/", {"q": query})
    return run_search(request, SearchRequest.of(request.GET))


def _first(query: str) -> Any:
    found = _found(query)
    return found.definition or next(iter(found.results), None)


@pytest.mark.once
def test_every_name_of_a_word_leads_to_its_definition_first(shipped_guide: None) -> None:
    first = {name: (_first(name), urls) for name, urls in _names()}
    missed = {
        name: found and found.url
        for name, (found, urls) in first.items()
        if not found or found.url not in urls
    }
    assert not missed, f"{len(missed)} of {len(first)}"


@pytest.mark.parametrize(
    "query",
    ["tingling", "pins and needles", "numb fingers", "numbness", "neuropathy", "manos dormidas"],
)
def test_numb_hands_find_a_side_effect_of_chemotherapy_beside_the_signs_of_danger(
    shipped_guide: None, query: str
) -> None:
    first = {result.url for result in _found(query).results[:3]}
    assert {"/treatments/chemotherapy/", "/understanding/when-to-call/"} <= first
