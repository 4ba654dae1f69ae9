"""Query parts for what a search shows. They select public content, whatever the index says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Site

from education.content.models.base import ContentPage
from education.content.models.settings import SiteSettings
from education.content.models.topics import Topic
from education.content.querysets import Listing
from education.content.rendering import TOPIC_COLUMNS
from education.faq.models import FAQItem
from education.glossary.models import GlossaryTerm
from education.search.models import SearchSpelling
from education.search.models.index import (
    SNIPPETS,
    EntryKind,
    SearchEntry,
    SearchPosting,
    use_keys,
)
from education.search.models.synonyms import SynonymGroup

MOST_USES = 100  # texts that explain a term; a longer list is too long to read
MOST_SUGGESTED = 200  # questions, and as many terms
PAGES = "pages"
TEXTS = "texts"


def parts_to_begin(site: Site | None) -> dict[str, Listing]:
    """Return the query part for the settings of the site, which every page shows."""
    columns = [
        field.name
        for field in SiteSettings._meta.concrete_fields
        if not field.primary_key and field.name != "site"
    ]
    return {"settings": Listing(SiteSettings.objects.filter(site=site), columns)}


def parts_to_understand(locale_id: int, stem_keys: Collection[str]) -> dict[str, Listing]:
    """Return the query parts for the synonyms, and for forms of the known words of a query."""
    known = SearchSpelling.objects.filter(locale_id=locale_id, key__in=stem_keys)
    return {
        "synonyms": Listing(
            SynonymGroup.objects.shown().filter(locale_id=locale_id),
            ("preferred", "words", "guess"),
        ),
        "known": Listing(known, ("word",)),
    }


def parts_to_browse(locale_id: int) -> dict[str, Listing]:
    """Return the query parts for a page without results: topics, questions and terms to offer."""
    suggested = {kind: model.objects.shown() for kind, model in SNIPPETS.items()}
    return {
        "topics": Listing(Topic.objects.shown().filter(locale_id=locale_id), TOPIC_COLUMNS),
        EntryKind.QUESTION: Listing(_some(suggested[EntryKind.QUESTION], locale_id), ("question",)),
        EntryKind.WORD: Listing(_some(suggested[EntryKind.WORD], locale_id), ("term",)),
    }


def _some(rows: QuerySet[Any], locale_id: int) -> QuerySet[Any]:
    """Return the first MOST_SUGGESTED rows of a locale, as many as a browser can offer."""
    first = rows.filter(locale_id=locale_id).order_by("pk").values("pk")[:MOST_SUGGESTED]
    return rows.model._default_manager.filter(pk__in=first)


def parts_to_show(
    matches: Iterable[tuple[str, int]], entries: Collection[int]
) -> dict[str, Listing]:
    """Return the query parts for the public content of matches, and for its topics.

    `matches` are pairs of kind and primary key; `entries` are the entries whose text is needed too.
    """
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, key in matches:
        keys[kind if kind in SNIPPETS else PAGES].append(key)
    shown: dict[str, tuple[Any, Sequence[str]]] = {
        PAGES: (ContentPage, ("id", "title", "url_path")),
        EntryKind.QUESTION: (FAQItem, ("slug", "question")),
        EntryKind.WORD: (GlossaryTerm, ("slug", "term", "definition")),
    }
    parts = {
        name: Listing(model.objects.shown().filter(pk__in=keys[name]), columns)
        for name, (model, columns) in shown.items()
        if keys[name]
    }
    links = {
        topics_of(name): Listing(
            model.topics.through.objects.filter(content_object_id__in=keys[name], tag__live=True),
            ("content_object_id", "tag__slug", "tag__name"),
        )
        for name, (model, _columns) in shown.items()
        if keys[name]
    }
    return {**parts, **links, TEXTS: Listing(SearchEntry.objects.filter(pk__in=entries), ("text",))}


def parts_of_use(term: GlossaryTerm) -> dict[str, Listing]:
    """Return the query parts for public pages and questions that explain a term, at most 100."""
    keys = use_keys([term.slug], [term.pk])
    postings = SearchPosting.objects.filter(locale_id=term.locale_id, key__in=keys)
    best = postings.order_by("-weight", "entry_id").values("entry")[:MOST_USES]
    entries = SearchEntry.objects.filter(pk__in=best)
    pages = entries.exclude(kind__in=list(SNIPPETS)).values("object_id")
    questions = entries.filter(kind=EntryKind.QUESTION).values("object_id")
    place = ("category__sort_order", "sort_order")
    return {
        "pages_of_use": Listing(
            ContentPage.objects.shown().filter(pk__in=pages), ("title", "url_path", "path")
        ),
        "questions_of_use": Listing(
            FAQItem.objects.shown().filter(pk__in=questions), ("slug", "question", *place)
        ),
    }


def topics_of(name: str) -> str:
    """Return the name of the query part for the topics of another query part."""
    return f"topics of {name}"
