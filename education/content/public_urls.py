"""List every public address of a site, for the sitemap and the static pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from wagtail.models import Site

from education.content.models import ContentPage, SiteSettings, Topic, TopicIndexPage
from education.content.registry import SnippetWithURL, snippets_with_url

PAGES, SHEET = "pages", "sheet"
_TOPICS = SnippetWithURL("topics", Topic, TopicIndexPage)
_PART = 1000  # rows that are fetched at once


def snippets() -> list[SnippetWithURL]:
    """Return the snippets with an address that other apps registered, then the topics."""
    return [*snippets_with_url, _TOPICS]


def public_rows(site: Site) -> dict[str, QuerySet[Any]]:
    """Return the rows with a public address on a site, by their section of the sitemap.

    They are live pages without restrictions, the page of which the sheet for the fridge is made,
    and published snippets below an index page.
    """
    pages = ContentPage.objects.shown().filter(path__startswith=site.root_page.path)
    settings = SiteSettings.objects.filter(site=site)
    return {
        PAGES: pages,
        SHEET: pages.filter(pk__in=settings.values("help_page")),
        **{kind.section: _below(kind, pages) for kind in snippets()},
    }


def get_public_urls(among: Collection[str] | None = None) -> Iterator[str]:
    """Yield the public addresses of the default site.

    Without `among` all of them, fetched in parts; else those that are in `among`.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    root, rows = site.root_page, public_rows(site)
    has_sheet = rows.pop(SHEET).exists()
    if among is not None:
        slugs = {url.rstrip("/").rpartition("/")[2] or root.slug for url in among}
        rows = {section: some.filter(slug__in=slugs) for section, some in rows.items()}
    paths = _column("url_path", rows[PAGES])
    found: Iterator[str] = ("/" + path.removeprefix(root.url_path) for path in paths)
    for kind in snippets():
        found = chain(found, map(kind.index_page.url_below, _column("slug", rows[kind.section])))
    if has_sheet:
        found = chain(found, [reverse("sheet")])
    yield from found if among is None else {*found} & {*among}


def _below(kind: SnippetWithURL, pages: QuerySet[Any]) -> QuerySet[Any]:
    index = pages.type(kind.index_page).filter(locale=OuterRef("locale"))  # type: ignore[attr-defined]  # Wagtail's
    return kind.model.objects.shown().filter(Exists(index))


def _column(name: str, rows: QuerySet[Any]) -> Iterator[str]:
    last = 0
    while part := [*rows.filter(pk__gt=last).order_by("pk").values_list("pk", name)[:_PART]]:
        yield from (value for _pk, value in part)
        last = part[-1][0]
