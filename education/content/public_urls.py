"""List every public address of the default site, for the static pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from wagtail.models import Site

from education.content.sitemaps import PageSitemap, get_sitemaps


def get_default_site() -> Site | None:
    """Return the default site with its root page, or None if there is none."""
    return Site.objects.filter(is_default_site=True).select_related("root_page").first()


def get_public_urls(among: Collection[str] | None = None) -> Iterator[str]:
    """Yield the public addresses of the default site: all, or those that are in `among`."""
    for sitemap, rows in get_public_rows(get_default_site(), among):
        for row in rows.iterator():
            url = sitemap.location(row)
            if among is None or url in among:
                yield url


def get_public_rows(
    site: Site | None, among: Collection[str] | None = None
) -> Iterator[tuple[PageSitemap, QuerySet]]:
    """Yield the sitemaps of a site with their rows: all, or those that may stand in `among`."""
    if site is None:
        return
    for sitemap in get_sitemaps(site).values():
        rows = sitemap.items() if among is None else sitemap.items_at(among)
        if rows is not None:
            yield sitemap, rows
