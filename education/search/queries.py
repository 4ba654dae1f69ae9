"""Queries for what a search shows. They select public content, whatever the index says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Value
from django.http import HttpRequest
from wagtail.models import Site

from education.content.models.base import ContentPage
from education.content.models.topics import Topic
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.glossary.registry import Usage
from education.search.models.alarms import AlarmGroup
from education.search.models.index import (
    SNIPPETS,
    EntryKind,
    SearchEntry,
    SearchPosting,
    use_keys,
)
from education.search.models.spellings import SearchSpelling
from education.search.models.synonyms import SynonymGroup

MOST_USES = 100  # texts that explain a term; a longer list is too long to read
MOST_SUGGESTED = 200  # questions, and as many terms
PAGES = "pages"
Place = tuple[str, int]  # a kind of snippet or PAGES, and a primary key

_COLUMNS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    PAGES: (ContentPage, ("title", "url_path", Value(""))),
    EntryKind.QUESTION: (FAQItem, ("question", "slug", Value(""))),
    EntryKind.TERM: (GlossaryTerm, ("term", "slug", "definition")),
}
_TOPIC = ("topic_links__tag__slug", "topic_links__tag__name", "topic_links__tag__live")


@dataclass
class PublicText:
    """The public text of a hit: its title, slug (of a page: its path) and topics by slug."""

    kind: str
    title: str
    slug: str
    definition: str = ""  # of a term
    topics: dict[str, str] = field(default_factory=dict)

    def get_url(self, request: HttpRequest) -> str:
        """Return the address on the site that is being read."""
        if self.kind == PAGES:
            return ContentPage(url_path=self.slug).get_url(request) or ""
        return SNIPPETS[EntryKind(self.kind)](slug=self.slug).get_absolute_url()


def get_public_texts(site: Site, places: Iterable[Place]) -> dict[Place, PublicText]:
    """Return the texts that are public on a site, by place. A query for each kind of text."""
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, pk in places:
        keys[kind].append(pk)
    found: dict[Place, PublicText] = {}
    for kind, pks in keys.items():
        model, columns = _COLUMNS[kind]
        rows = model.objects.public().filter(pk__in=pks)
        if kind == PAGES:
            rows = rows.descendant_of(site.root_page, inclusive=True)
        # A row for each topic: with queries for the topics there would be twice as many.
        for pk, *values, topic, name, is_live in rows.values_list("pk", *columns, *_TOPIC):
            text = found.setdefault((kind, pk), PublicText(kind, *values))
            if is_live:
                text.topics[topic] = name
    return found


def get_texts(entries: Collection[int]) -> dict[int, str]:
    """Return the indexed text of entries, by primary key."""
    return dict(SearchEntry.objects.filter(pk__in=entries).values_list("pk", "text"))


def get_synonyms(locale_id: int) -> QuerySet[SynonymGroup]:
    """Return the published groups of synonyms of a locale."""
    return SynonymGroup.objects.public().filter(locale_id=locale_id)


def get_alarm_groups(locale_id: int) -> QuerySet[AlarmGroup]:
    """Return the published groups of alarm words of a locale, in their order."""
    rows = AlarmGroup.objects.public().filter(locale_id=locale_id)
    return rows.order_by("sort_order", "slug")


def get_known_words(locale_id: int, stem_keys: Collection[str]) -> QuerySet[Any]:
    """Return the words of the guide that share a stem with the words of a query."""
    known = SearchSpelling.objects.filter(locale_id=locale_id, key__in=stem_keys)
    return known.values_list("word", flat=True)


def get_topics(locale_id: int) -> QuerySet[Topic]:
    """Return the topics to offer on a page without results."""
    return Topic.objects.public().filter(locale_id=locale_id)


def get_suggestions(locale_id: int) -> list[str]:
    """Return terms, then questions, as many as a browser can offer while a reader types."""
    return [
        *_suggested(GlossaryTerm, "term", locale_id),
        *_suggested(FAQItem, "question", locale_id),
    ]


def _suggested(model: Any, column: str, locale_id: int) -> list[str]:
    rows = model.objects.public().filter(locale_id=locale_id).order_by("pk")
    return sorted(rows.values_list(column, flat=True)[:MOST_SUGGESTED])


def find_usages(term: GlossaryTerm, request: HttpRequest) -> Iterator[Usage]:
    """Yield public pages, in the order of the tree, and questions that explain a term."""
    keys = use_keys([term.slug], [term.pk])
    postings = SearchPosting.objects.filter(locale_id=term.locale_id, key__in=keys)
    best = postings.order_by("-weight", "entry_id").values("entry")[:MOST_USES]
    entries = SearchEntry.objects.filter(pk__in=best)
    pages = ContentPage.objects.public().filter(
        pk__in=entries.exclude(kind__in=list(SNIPPETS)).values("object_id")
    )
    questions = FAQItem.objects.public().filter(
        pk__in=entries.filter(kind=EntryKind.QUESTION).values("object_id")
    )
    for page in pages.only("title", "url_path").order_by("path"):
        if url := page.get_url(request):
            yield Usage(page.title, url)
    in_order = questions.order_by("category__sort_order", "sort_order", "question")
    for item in in_order.only("question", "slug"):
        yield Usage(item.question, item.get_absolute_url())
