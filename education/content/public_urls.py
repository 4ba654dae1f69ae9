"""List every public address of the default site, for the static pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wagtail.models import Site

from education.content.sitemaps import get_sitemaps


def get_public_urls(among: Collection[str] | None = None) -> Iterator[str]:
    """Yield the public addresses of the default site: all, or those that are in `among`."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    slugs = {url.rstrip("/").rpartition("/")[2] or site.root_page.slug for url in among or ()}
    for section, sitemap in get_sitemaps(site).items():
        rows = sitemap.items()
        if among is not None and section != "sheet":
            rows = rows.filter(slug__in=slugs)
        for item in rows.iterator():
            url = sitemap.location(item)
            if among is None or url in among:
                yield url
