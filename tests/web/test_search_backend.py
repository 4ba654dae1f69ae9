"""Search on the editors' side finds what is typed, and survives it."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.web.search_backend import clean_query
from tests.factories import Guide, QuestionFactory

pytestmark = pytest.mark.usefixtures("admin_search")
PLACES = [
    "/cms/pages/search/",
    "/cms/snippets/faq/faqitem/",
    "/cms/choose-page/search/",
    "/cms/snippets/choose/faq/faqitem/results/",
]
NASTY = [
    '"',
    '""',
    '"open',
    "\0",
    "%",
    "*",
    "a AND",
    "NEAR(",
    "'; --",
    "(",
    "\u02bc",
    "-",
    "a" * 5000,
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("query", NASTY)
def test_a_nasty_query_is_no_error(
    guide: Guide, admin_client: Client, place: str, query: str
) -> None:
    assert admin_client.get(place, {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["giraffe", '"giraffe"', "giraffe\0", "GIRAFFE", "giraffe's?"])
def test_a_page_is_found(guide: Guide, admin_client: Client, query: str) -> None:
    guide.article(title="The giraffe's long neck")
    response = admin_client.get("/cms/pages/search/", {"q": query})
    assert "long neck" in response.content.decode()


@pytest.mark.parametrize("query", ["giraffe", '"giraffe"'])
def test_a_question_is_found(db: None, admin_client: Client, query: str) -> None:
    QuestionFactory(question="Why has a giraffe a long neck?")
    response = admin_client.get("/cms/snippets/faq/faqitem/", {"q": query})
    assert "long neck" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    {
        "plain words": "plain words",
        '  "two   words"\0 ': "two words",
        "\uff57\uff49\uff44\uff45": "wide",
        "side-effect": "side-effect",
        "***": "",
    }.items(),
)
def test_a_query_is_reduced_to_its_words(query: str, words: str) -> None:
    assert clean_query(query) == words


def test_a_query_is_cut_at_a_sane_length() -> None:
    assert len(clean_query("a" * 5000)) == 200
