"""An editor finds a text by any word that stands at its top, as readers and doctors say it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.factories import Guide
from tests.html import visit, words

pytestmark = pytest.mark.usefixtures("admin_search")


@pytest.mark.parametrize(
    "query", ["giraffe", "intravas", "vessel wall", "how do they get in"], ids=str
)
def test_a_page_is_found_by_its_names_and_its_summary(
    guide: Guide, admin_client: Client, query: str
) -> None:
    guide.article(
        title="The long way of a giraffe",
        medical_name="Intravasation",
        summary="It goes through the wall of a vessel.",
        search_terms="entering blood\nhow do they get in",
    )
    guide.article(title="Another article", summary="Something else.")
    found = words(visit(f"/cms/pages/search/?q={query}", admin_client).find("main"))
    assert "The long way of a giraffe" in found
    assert "Another article" not in found


SNIPPETS = [
    (factories.TermFactory, "term", ["plain_word", "definition", "also_known_as"]),
    (factories.QuestionFactory, "question", ["short_answer", "search_terms"]),
    (factories.SynonymFactory, "preferred", ["words"]),
    (factories.SourceFactory, "title", ["code", "publisher", "author"]),
    (factories.PictureFactory, "title", ["words"]),
    (factories.TopicFactory, "name", ["lead"]),
]


@pytest.mark.parametrize(
    ("factory", "title", "field"),
    [(factory, title, field) for factory, title, fields in SNIPPETS for field in fields],
    ids=lambda value: value if isinstance(value, str) else value._meta.model.__name__,
)
def test_what_stands_in_a_list_is_found_by_what_it_says(
    db: None,
    admin_client: Client,
    factory: type[factories.SnippetFactory],
    title: str,
    field: str,
) -> None:
    model = factory._meta.model
    factory(**{title: "The one", field: "ZEBRA7" if field == "code" else "A zebra of its own"})
    factory(**{title: "Another"})
    address = reverse(model.snippet_viewset.get_url_name("list"))
    found = words(visit(f"{address}?q=zebra", admin_client).find("main"))
    assert "The one" in found
    assert "Another" not in found
