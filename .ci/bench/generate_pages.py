"""Article pages to measure with: sentences that keep the place, with real topics and sources."""

from __future__ import annotations

import json
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from wagtail.signal_handlers import disable_reference_index_auto_update

from education.content.models import ArticleIndexPage, ArticlePage, Source, Topic
from education.glossary.models import GlossaryTerm

_SLUG = "generated-"
_AT_ONCE = 100  # pages in a transaction
_SENTENCES = (
    "This page was generated to measure the portal. It says nothing about any illness.",
    "This sentence keeps the place of one that somebody will write.",
    "It is as long as sentences are, so that the page weighs what pages weigh.",
    "Where a real page explains something, this one repeats itself.",
)


def generated() -> QuerySet[ArticlePage]:
    """Return the generated pages, in the order of their numbers."""
    return ArticlePage.objects.filter(slug__startswith=_SLUG).order_by("path")


def generate(number: int) -> None:
    """Create pages below the first list of articles until there are `number` of them."""
    topics, sources = [*Topic.objects.order_by("slug")], [*Source.objects.order_by("code")]
    terms = [*GlossaryTerm.objects.order_by("slug")]
    with disable_reference_index_auto_update():
        for start in range(generated().count(), number, _AT_ONCE):
            with transaction.atomic():
                for one in range(start, min(start + _AT_ONCE, number)):
                    chosen = [topics[(one + step) % len(topics)] for step in (0, 5)]
                    _create(one, chosen, terms, sources)


def _create(
    number: int, topics: list[Topic], terms: list[GlossaryTerm], sources: list[Source]
) -> None:
    page = ArticlePage(
        title=f"Generated page {number:06}",
        slug=f"{_SLUG}{number:06}",
        summary=_SENTENCES[0],
        body=json.dumps([_section(number + place, terms, sources) for place in range(3)]),
    )
    page.topics.set(topics)
    ArticleIndexPage.objects.earliest("path").add_child(instance=page)


def _section(number: int, terms: list[GlossaryTerm], sources: list[Source]) -> dict[str, object]:
    term, source = terms[number % len(terms)], sources[number % len(sources)]
    marks = f"“[[{term.slug}|{term.term}]]” is explained. [{source.code}]"
    text = "".join(f"<p>{sentence} {marks}</p>" for sentence in _SENTENCES)
    content = [{"type": "text", "value": text, "id": str(uuid4())}]
    value = {"heading": f"Section {number}", "content": content}
    return {"type": "section", "value": value, "id": str(uuid4())}
