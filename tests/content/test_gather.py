"""Several small listings with one query."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from education.content.models import ArticlePage, ContentPage, Source
from education.content.querysets import Listing, fetch_listings
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from tests import bodies
from tests.factories import Guide, QuestionFactory, SourceFactory, TermFactory, publish


def test_nothing_to_gather_asks_nothing(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert fetch_listings({}) == {}
    assert len(captured) == 0


def test_parts_of_different_kinds_come_with_one_query(db: None) -> None:
    source, terms = SourceFactory(), TermFactory.create_batch(2)
    with CaptureQueriesContext(connection) as captured:
        found = fetch_listings(
            {
                "sources": Listing(Source.objects.all(), ("code", "date_seen")),
                "words": Listing(GlossaryTerm.objects.all(), ("slug",)),
                "nothing": Listing(FAQItem.objects.all(), ("slug",)),
            }
        )
        assert found["sources"] == [source]
        assert {term.slug for term in found["words"]} == {term.slug for term in terms}
        assert found["nothing"] == []
    assert len(captured) == 1


def test_a_part_of_rows_that_cannot_exist_is_empty(db: None) -> None:
    found = fetch_listings({"none": Listing(Source.objects.none(), ("code",)), "some": _sources()})
    assert found["none"] == []


def test_values_keep_their_types(db: None) -> None:
    SourceFactory(code="B1", date_seen=dt.date(2026, 2, 28), author="")
    (source,) = fetch_listings({"sources": _sources()})["sources"]
    assert (source.code, source.author, source.date_seen) == ("B1", "", dt.date(2026, 2, 28))


def test_times_know_their_zone(guide: Guide) -> None:
    page = publish(guide.article())
    pages = ContentPage.objects.filter(pk=page.pk)
    (found,) = fetch_listings({"pages": Listing(pages, ("last_published_at",))})["pages"]
    assert found.last_published_at == page.last_published_at
    assert found.last_published_at.tzinfo


def test_a_body_comes_as_a_stream(db: None) -> None:
    QuestionFactory()
    (item,) = fetch_listings({"items": Listing(FAQItem.objects.all(), ("body",))})["items"]
    assert item.body[0].block_type == "text"


def test_text_of_any_kind_comes_back_as_it_was(db: None) -> None:
    odd = '"\'\\ \n\t <b>&amp; żółw 🐢 {"a": [1]} %s %% ☃'
    TermFactory(definition=odd)
    (term,) = fetch_listings({"words": Listing(GlossaryTerm.objects.all(), ("definition",))})[
        "words"
    ]
    assert term.definition == odd


def test_a_column_that_was_not_asked_for_can_still_be_read(db: None) -> None:
    TermFactory(plain_word="spot")
    (term,) = fetch_listings({"words": Listing(GlossaryTerm.objects.all(), ("slug",))})["words"]
    assert term.plain_word == "spot"


def test_a_page_type_brings_its_own_columns(guide: Guide) -> None:
    guide.article(bodies.text("x"), title="One")
    pages = Listing(ArticlePage.objects.all(), ("title", "summary"))
    (page,) = fetch_listings({"pages": pages})["pages"]
    assert (page.title, page.summary) == ("One", "Summary of One. And more.")


def test_a_limited_part_keeps_its_limit(db: None) -> None:
    TermFactory.create_batch(3)
    some = GlossaryTerm.objects.filter(pk__in=GlossaryTerm.objects.values("pk")[:2])
    assert len(fetch_listings({"words": Listing(some, ("slug",))})["words"]) == 2


def _sources() -> Listing:
    return Listing(Source.objects.all(), ("code", "author", "date_seen"))
