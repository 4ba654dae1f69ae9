"""Generated article pages, to measure performance as the guide grows. Never in production.

The first 20 are saved as any page is; the others are copies of their rows, made by the database.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from education.content.models import ArticleIndexPage, ArticlePage, ContentPage, Source, Topic
from education.content.models.topics import PageTopic
from education.generating import texts
from education.generating.rows import copy_own_row, copy_postings, delete_rows
from education.glossary.models import GlossaryTerm
from education.search.models import EntryKind, SearchEntry
from portal.static_pages.invalidation import invalidate_all

SLUG = "generated-"
_SAVED = 20  # pages that are saved; the others are copies of them
_AT_ONCE = 2000


def generated() -> QuerySet[ArticlePage]:
    """Return the generated pages, in the order of their numbers."""
    return ArticlePage.objects.filter(slug__regex=rf"^{SLUG}\d+$").order_by("path")


def generate(number: int) -> int:
    """Create pages until there are `number` of them, and return how many were created.

    An interrupted run continues at the next call. Raise ArticleIndexPage.DoesNotExist when there is
    no page to put them under.
    """
    parent = ArticleIndexPage.objects.earliest("path")
    there = generated().count()
    with disable_reference_index_auto_update():
        for one in range(there, min(number, _SAVED)):
            _save(parent, one)
    for start in range(max(there, _SAVED), number, _AT_ONCE):
        _copy(range(start, min(start + _AT_ONCE, number)))
    return max(0, number - there)


def remove() -> int:
    """Remove all generated pages, and return how many were removed.

    Pages that an editor has changed are deleted one by one, like any page.
    """
    pages, removed = generated(), 0
    for page in pages.filter(latest_revision__isnull=False):
        with transaction.atomic():
            page.delete()
        removed += 1
    while keys := [*pages.values_list("pk", flat=True)[:_AT_ONCE]]:
        with transaction.atomic():
            _delete(keys)
        removed += len(keys)
    return removed


def _save(parent: ArticleIndexPage, number: int) -> None:
    terms = [*GlossaryTerm.objects.shown().order_by("slug")[:100]]
    sources = [*Source.objects.shown().order_by("code")]
    page = ArticlePage(
        title=_title(number),
        slug=_slug(number),
        summary=texts.SUMMARY,
        body=json.dumps(texts.body(number, terms, sources)),
        locale_id=parent.locale_id,
    )
    with transaction.atomic():
        ArticleIndexPage.objects.get(pk=parent.pk).add_child(instance=page)
        page.topics.set(_topics(number))
        page.save()


def _topics(number: int) -> list[Topic]:
    topics = [*Topic.objects.shown().order_by("slug")]
    return [topics[(number + step) % len(topics)] for step in (0, 5)] if topics else []


def _copy(numbers: Sequence[int]) -> None:
    saved = [*generated()[:_SAVED]]
    with transaction.atomic():
        parent = ArticleIndexPage.objects.select_for_update(of=("self",)).get(
            pk=saved[0].get_parent().pk
        )
        copies = _place(parent, saved, numbers)
        for number, original in enumerate(saved):
            alike = [one for one in copies if one.number % _SAVED == number]
            _finish(original, alike)
        invalidate_all()


def _place(
    parent: ArticleIndexPage, saved: Sequence[ArticlePage], numbers: Sequence[int]
) -> list[Page]:
    """Create the rows of the tree after the last child of the parent, and return them."""
    path, copies = parent.get_last_child().path, []
    for number in numbers:
        path = Page(path=path)._inc_path()
        copies.append(_copy_of(saved[number % _SAVED], number, parent.url_path, path))
    Page.objects.bulk_create(copies, batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(copies))
    return copies


def _copy_of(original: ArticlePage, number: int, above: str, path: str) -> Page:
    columns = {
        field.attname: getattr(original, field.attname)
        for field in Page._meta.concrete_fields
        if not field.primary_key
    }
    title, slug = _title(number), _slug(number)
    own = {"title": title, "draft_title": title, "slug": slug, "url_path": f"{above}{slug}/"}
    page = Page(**{**columns, **own, "path": path, "translation_key": uuid4()})
    page.number = number
    return page


def _finish(original: ArticlePage, copies: Sequence[Page]) -> None:
    keys = [page.pk for page in copies]
    for model in (ContentPage, ArticlePage):
        copy_own_row(model, original.pk, keys)
    topics = [*original.topics.values_list("pk", flat=True)]
    PageTopic.objects.bulk_create(
        PageTopic(tag_id=topic, content_object_id=key) for key in keys for topic in topics
    )
    entry = SearchEntry.objects.get(kind=EntryKind.ARTICLE, object_id=original.pk)
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            kind=entry.kind,
            object_id=page.pk,
            locale_id=entry.locale_id,
            title=page.title,
            text=entry.text,
        )
        for page in copies
    )
    copy_postings(entry, entries, _number_of(entry.title), _number_of)


def _delete(keys: Sequence[int]) -> None:
    parent = Page.objects.get(pk=keys[0]).get_parent()
    SearchEntry.forget(SearchEntry.objects.filter(kind=EntryKind.ARTICLE, object_id__in=keys))
    delete_rows(PageTopic.objects.filter(content_object_id__in=keys))
    for model in (ArticlePage, ContentPage, Page):
        delete_rows(model._base_manager.filter(pk__in=keys))
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") - len(keys))
    invalidate_all()


def _title(number: int) -> str:
    return f"Generated page {number:06}"


def _slug(number: int) -> str:
    return f"{SLUG}{number:06}"


def _number_of(title: str) -> str:
    return title.rpartition(" ")[2]
