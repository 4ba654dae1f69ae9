"""Every public address of the guide's canonical site."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain, repeat
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from wagtail.models import Site

from education.content.models import ContentPage, SiteSettings, Topic, TopicIndexPage
from education.faq.models import FAQIndexPage, FAQItem
from education.glossary.models import GlossaryIndexPage, GlossaryTerm

_LISTED: tuple[tuple[Any, type[ContentPage]], ...] = (
    (FAQItem, FAQIndexPage),
    (GlossaryTerm, GlossaryIndexPage),
    (Topic, TopicIndexPage),
)
_PART = 1000  # rows that are fetched at once


def public(among: Collection[str] | None = None) -> Iterator[str]:
    """Pages that are live and hidden from nobody, what is published below the lists, the sheet.

    All of them, some fetched at a time; or those among some addresses.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    root = site.root_page
    slugs = {url.rstrip("/").rpartition("/")[2] or root.slug for url in among or ()}
    pages = ContentPage.objects.shown().filter(path__startswith=root.path)
    wanted = pages if among is None else pages.filter(slug__in=slugs)
    found: Iterator[str] = (
        "/" + url_path.removeprefix(root.url_path) for url_path in _column("url_path", wanted)
    )
    for model, index in _LISTED:
        above = pages.type(index).filter(locale=OuterRef("locale"))
        rows = model.objects.shown().filter(Exists(above))
        rows = rows if among is None else rows.filter(slug__in=slugs)
        below = f"/{index.promised_slug}/"
        found = chain(found, map("{}{}/".format, repeat(below), _column("slug", rows)))
    if pages.filter(pk__in=SiteSettings.objects.filter(site=site).values("help_page")).exists():
        found = chain(found, [reverse("sheet")])
    yield from found if among is None else {*found} & {*among}


def _column(name: str, rows: QuerySet[Any]) -> Iterator[str]:
    last = 0
    while part := [*rows.filter(pk__gt=last).order_by("pk").values_list("pk", name)[:_PART]]:
        yield from (value for _pk, value in part)
        last = part[-1][0]
