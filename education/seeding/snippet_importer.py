"""Import of the snippets of the fixtures: sources, topics, terms, alarm words and others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from wagtail.models import Locale

from education.content.models import ContentPage, Picture, Source, Topic
from education.content.querysets import keys_of
from education.faq.models import FAQCategory, FAQItem
from education.glossary.models import GlossaryTerm
from education.search.models import AlarmGroup, SynonymGroup
from education.seeding import snippet_files
from education.seeding.loader import Fixtures
from education.seeding.plan import Plan

_JOINED = ("words", "alone", "together", "spanish", "numbers", "near", "exceptions")
_SAME = (
    "slug",
    "results",
    "first_call",
    "heading",
    "heading_es",
    "message",
    "message_es",
    "section",
)
_NOTE = "Please confirm: "


def import_snippets(fixtures: Fixtures, plan: Plan, locale: Locale, images: Path) -> None:
    """Create the new sources, topics, categories, pictures, groups of synonyms and terms."""
    for source in fixtures.sources:
        _create(plan, ("source", source.code), Source(locale=locale, **asdict(source)))
    for order, topic in enumerate(fixtures.topics, start=1):
        values = {**asdict(topic), "sort_order": order}
        _create(plan, ("topic", topic.slug), Topic(locale=locale, **values))
    for order, category in enumerate(fixtures.categories, start=1):
        values = {**asdict(category), "sort_order": order}
        _create(plan, ("category", category.slug), FAQCategory(locale=locale, **values))
    for picture in fixtures.pictures:
        values = {**asdict(picture), **_drawings(picture, images)}
        _create(plan, ("picture", picture.slug), Picture(locale=locale, **values))
    for group in fixtures.synonyms:
        values = {
            "preferred": group.preferred,
            "words": "\n".join(group.words),
            "guess": group.guess,
        }
        row = SynonymGroup(locale=locale, reviewer_note=_note(group.confirm), **values)
        _create(plan, ("synonyms", group.preferred), row)
    _import_terms(fixtures.terms, plan, locale)


def _import_terms(terms: Iterable[snippet_files.Term], plan: Plan, locale: Locale) -> None:
    created = {term: _term(term, plan, locale) for term in terms}
    by_slug = {term.slug: term for term in GlossaryTerm.objects.filter(locale=locale)}
    for term, row in created.items():
        if row is None:
            continue
        row.see_also.set(by_slug[slug] for slug in term.see_also if slug in by_slug)
        row.sources.set(Source.objects.filter(locale=locale, code__in=term.sources))
        row.topics.set(Topic.objects.filter(locale=locale, slug__in=term.topics))
        row.save_revision().publish()


def _term(term: snippet_files.Term, plan: Plan, locale: Locale) -> GlossaryTerm | None:
    row = GlossaryTerm(
        locale=locale,
        slug=term.slug,
        term=term.term,
        plain_word=term.plain_word,
        pronunciation=term.pronunciation,
        say=term.say,
        definition=term.definition,
        also_known_as="\n".join(term.also_known_as),
        matched="\n".join(term.matched),
        codes="\n".join(term.codes),
        reviewer_note=_note(term.confirm),
    )
    return _save(plan, ("term", term.slug), row)


def _drawings(picture: snippet_files.Picture, images: Path) -> dict[str, str]:
    narrow = (images / picture.svg_narrow).read_text() if picture.svg_narrow else ""
    return {"svg": (images / picture.svg).read_text(), "svg_narrow": narrow}


def _note(confirm: str) -> str:
    return _NOTE + confirm if confirm else ""


def _create(plan: Plan, key: tuple[str, str], row: Any) -> None:
    """Create and publish a snippet, unless an earlier import created it."""
    if _save(plan, key, row):
        row.save_revision().publish()


def _save(plan: Plan, key: tuple[str, str], row: Any) -> Any | None:
    """Save a new snippet and return it; return None when an earlier import created it."""
    if not plan.takes(*key):
        return None
    row.full_clean(exclude=["topics"])
    row.save()
    return row


def import_alarms(fixtures: Fixtures, plan: Plan, locale: Locale) -> None:
    """Create the new groups of alarm words, in the order of the file: the gravest first."""
    keys = {
        "page": keys_of(ContentPage.objects.filter(locale=locale), "slug"),
        "question": keys_of(FAQItem.objects.filter(locale=locale), "slug"),
    }
    for order, alarm in enumerate(fixtures.alarms, start=1):
        if plan.takes("alarm", alarm.slug):
            group = AlarmGroup(locale=locale, sort_order=order, **_fields(alarm, keys))
            group.full_clean()
            group.save()
            group.save_revision().publish()


def _fields(alarm: snippet_files.Alarm, keys: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    return {
        **{name: getattr(alarm, name) for name in _SAME},
        **{name: "\n".join(getattr(alarm, name)) for name in _JOINED},
        "links": _links(alarm, keys),
        "reviewer_note": f"Please confirm: {alarm.confirm}" if alarm.confirm else "",
    }


def _links(alarm: snippet_files.Alarm, keys: Mapping[str, Mapping[str, int]]) -> str:
    """Return the links as stream data, without those whose target an editor removed or renamed."""
    return json.dumps(
        [
            {"type": kind, "value": keys[kind][slug], "id": str(uuid4())}
            for kind, slug in alarm.targets
            if slug in keys[kind]
        ]
    )
