"""What a search shows, as parts of one query: all of it public, whatever the index says."""

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
from education.search.models.index import (
    SNIPPETS,
    EntryKind,
    SearchEntry,
    SearchPosting,
    SearchSpelling,
    use_keys,
    uses_key,
)
from education.search.models.synonyms import SynonymGroup

MOST_USES = 100  # of a word that stands in more texts than anybody wants to look through
MOST_SUGGESTED = 200  # of questions, and of words
PAGES = "pages"
TEXTS = "texts"


def parts_to_begin(site: Site | None) -> dict[str, Listing]:
    """The settings of the site, which stand around every page."""
    columns = [
        field.name
        for field in SiteSettings._meta.concrete_fields
        if not field.primary_key and field.name != "site"
    ]
    return {"settings": Listing(SiteSettings.objects.filter(site=site), columns)}


def parts_to_understand(locale_id: int, stem_keys: Collection[str]) -> dict[str, Listing]:
    """Return the synonyms, and the forms of known words of a query."""
    known = SearchSpelling.objects.filter(locale_id=locale_id, key__in=stem_keys)
    return {
        "synonyms": Listing(
            SynonymGroup.objects.shown().filter(locale_id=locale_id),
            ("preferred", "words", "guess"),
        ),
        "known": Listing(known, ("word",)),
    }


def parts_to_browse(locale_id: int) -> dict[str, Listing]:
    """For a reader who found nothing, or looks for nothing yet: topics, and what one can type."""
    suggested = {kind: model.objects.shown() for kind, model in SNIPPETS.items()}
    return {
        "topics": Listing(Topic.objects.shown().filter(locale_id=locale_id), TOPIC_COLUMNS),
        EntryKind.QUESTION: Listing(_some(suggested[EntryKind.QUESTION], locale_id), ("question",)),
        EntryKind.WORD: Listing(_some(suggested[EntryKind.WORD], locale_id), ("term",)),
    }


def _some(rows: QuerySet[Any], locale_id: int) -> QuerySet[Any]:
    """As many of them as a browser can offer while somebody types."""
    first = rows.filter(locale_id=locale_id).order_by("pk").values("pk")[:MOST_SUGGESTED]
    return rows.model._default_manager.filter(pk__in=first)


def parts_to_show(
    matches: Iterable[tuple[str, int]], entries: Collection[int]
) -> dict[str, Listing]:
    """What is public of the matches, and its topics: the index itself may show nothing.

    `entries` are those whose text is wanted, too.
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
    """Public pages and questions that explain a word, as far as the index knows: at most 100."""
    keys = use_keys([term.slug], [term.pk])
    postings = SearchPosting.objects.filter(locale_id=term.locale_id, key__in=keys)
    best = postings.order_by("-weight", "entry_id").values("entry")[:MOST_USES]
    entries = SearchEntry.objects.filter(pk__in=best)
    pages = entries.exclude(kind__in=list(SNIPPETS)).values("object_id")
    questions = entries.filter(kind=EntryKind.QUESTION).values("object_id")
    place, used = ("category__sort_order", "sort_order"), [uses_key(key) for key in keys]
    return {
        "pages_of_use": Listing(
            ContentPage.objects.shown().filter(pk__in=pages), ("title", "url_path", "path"), used
        ),
        "questions_of_use": Listing(
            FAQItem.objects.shown().filter(pk__in=questions), ("slug", "question", *place), used
        ),
    }


def topics_of(name: str) -> str:
    """Under which name the topics of a part of the matches are gathered."""
    return f"topics of {name}"
