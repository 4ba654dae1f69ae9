"""Queries for what a search shows. They select public content, whatever the index says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, QuerySet, Value
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
    """Return the texts that are public on a site, by place. One query."""
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, pk in places:
        keys[kind].append(pk)
    parts = []
    for kind, pks in keys.items():
        model, columns = _COLUMNS[kind]
        rows = model.objects.public().filter(pk__in=pks).order_by()
        if kind == PAGES:
            rows = rows.descendant_of(site.root_page, inclusive=True)
        parts.append(rows.values_list(Value(kind), "pk", *columns, *_TOPIC))
    found: dict[Place, PublicText] = {}
    # A row for each topic of a text.
    for kind, pk, *values, topic, name, is_live in parts[0].union(*parts[1:], all=True):
        text = found.setdefault((kind, pk), PublicText(kind, *values))
        if is_live:
            text.topics[topic] = name
    return found


def get_texts(entries: Collection[int]) -> dict[int, str]:
    """Return the indexed text of entries, by primary key."""
    return dict(SearchEntry.objects.filter(pk__in=entries).values_list("pk", "text"))


def get_synonyms_and_words(
    locale_id: int, stem_keys: Collection[str]
) -> tuple[list[SynonymGroup], list[str]]:
    """Return the published groups of synonyms of a locale, and the known words of the guide.

    The groups hold only what a search needs. The known words are those that share a stem with the
    words of a query. One query.
    """
    groups = SynonymGroup.objects.public().filter(locale_id=locale_id).order_by()
    known = SearchSpelling.objects.filter(locale_id=locale_id, key__in=stem_keys)
    no_group = (Value(""), Value(None, BooleanField()))
    rows = groups.values_list("preferred", "words", "guess").union(
        known.values_list("word", *no_group), all=True
    )
    synonyms, words = [], []
    for word, others, guess in rows:
        if guess is None:
            words.append(word)
        else:
            synonyms.append(SynonymGroup(preferred=word, words=others, guess=guess))
    return synonyms, words


def get_alarm_groups(locale_id: int) -> QuerySet[AlarmGroup]:
    """Return the published groups of alarm words of a locale, in their order."""
    rows = AlarmGroup.objects.public().filter(locale_id=locale_id)
    return rows.order_by("sort_order", "slug")


def get_topics(locale_id: int) -> QuerySet[Topic]:
    """Return the topics to offer on a page without results."""
    return Topic.objects.public().filter(locale_id=locale_id)


def get_suggestions(locale_id: int) -> list[str]:
    """Return terms, then questions, as many as a browser can offer while a reader types.

    One query.
    """
    terms = _suggested(GlossaryTerm, 1, "term", locale_id)
    questions = _suggested(FAQItem, 2, "question", locale_id)
    return [words for _place, words in sorted(terms.union(questions, all=True))]


def _suggested(model: Any, place: int, column: str, locale_id: int) -> QuerySet[Any]:
    public = model.objects.public().filter(locale_id=locale_id).order_by("pk")
    some = model.objects.filter(pk__in=public.values("pk")[:MOST_SUGGESTED])
    return some.order_by().values_list(Value(place), column)


def find_usages(term: GlossaryTerm, request: HttpRequest) -> Iterator[Usage]:
    """Yield public pages, in the order of the tree, and questions that explain a term."""
    keys = use_keys([term.slug], [term.pk])
    postings = SearchPosting.objects.filter(locale_id=term.locale_id, key__in=keys)
    best = postings.order_by("-weight", "entry_id").values_list("entry__kind", "entry__object_id")
    places = best[:MOST_USES]
    pages = ContentPage.objects.public().filter(
        pk__in=[pk for kind, pk in places if kind not in SNIPPETS]
    )
    questions = FAQItem.objects.public().filter(
        pk__in=[pk for kind, pk in places if kind == EntryKind.QUESTION]
    )
    for page in pages.only("title", "url_path").order_by("path"):
        if url := page.get_url(request):
            yield Usage(page.title, url)
    in_order = questions.order_by("category__sort_order", "sort_order", "question")
    for item in in_order.only("question", "slug"):
        yield Usage(item.question, item.get_absolute_url())
