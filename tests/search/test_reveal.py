"""Test what stands in a closed part is met by choice only: nothing finds, quotes or sums it up."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from education.search.models import SearchEntry, SearchPosting, SearchSpelling
from tests import bodies
from tests.factories import Guide, QuestionFactory, publish
from tests.html import visit

HIDDEN = bodies.reveal("Open when you choose", bodies.text("Xylophonic numbers."))


def test_no_search_finds_or_quotes_a_closed_part_of_a_page_or_an_answer(guide: Guide) -> None:
    publish(guide.article(bodies.section("Outlook", HIDDEN), title="Ahead", slug="ahead"))
    QuestionFactory(question="How long?", slug="how-long", body=json.dumps([HIDDEN]))
    assert SearchEntry.objects.filter(title__in=["Ahead", "How long?"]).count() == 2
    assert not SearchEntry.objects.filter(text__icontains="xylophon").exists()
    assert not SearchPosting.objects.filter(key__icontains="xylophon").exists()
    assert not SearchSpelling.objects.filter(word__icontains="xylophon").exists()
    for asked in ("xylophonic", "xylophonik", "xylophonic numbers"):
        assert not visit("/search/?" + urlencode({"q": asked})).select(".results li")


def test_the_head_of_a_page_holds_nothing_of_a_closed_part(guide: Guide) -> None:
    publish(guide.article(bodies.section("Outlook", HIDDEN), slug="ahead"))
    QuestionFactory(question="How long?", slug="how-long", body=json.dumps([HIDDEN]))
    for address in ("/understanding/ahead/", f"{guide.faq.url}how-long/", guide.faq.url):
        page = visit(address)
        data = [str(one) for one in page.select("head, script[type='application/ld+json']")]
        assert "Xylophonic" not in "".join(data)
    assert "Xylophonic" in str(visit("/understanding/ahead/").main)
