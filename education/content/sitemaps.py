"""Sitemaps of every public address. The static pages are built from the same list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from wagtail.models import Page, Site, get_page_models

from education.content.models import ContentPage, SiteSettings
from education.content.models.snippet_index import SnippetIndexPage
from education.content.querysets import ContentQuerySet


class PageSitemap(Sitemap):
    """The public pages of a site."""

    model: type[Model] = ContentPage

    def __init__(self, site: Site) -> None:
        self.site = site

    def slugs_of(self, urls: Iterable[str]) -> set[str]:
        """Return the slugs of the rows that may stand at these URLs."""
        return {url.rstrip("/").rpartition("/")[2] or self.site.root_page.slug for url in urls}

    def items_at(self, urls: Collection[str]) -> QuerySet[Any] | None:
        """Return the rows that may stand at these URLs, or None if none can."""
        slugs = self.slugs_of(urls)
        return self.items().filter(slug__in=slugs) if slugs else None

    @property
    def pages(self) -> ContentQuerySet:
        """Return the public pages of the site."""
        return ContentPage.objects.public().descendant_of(self.site.root_page, inclusive=True)

    def items(self) -> QuerySet[Any]:
        """Return the public pages, with the columns of their entries."""
        return self.pages.order_by("path").only("slug", "url_path", "last_published_at")

    def location(self, item: Page) -> str:
        """Return the path on the site; the host and the scheme are those of the request."""
        return "/" + quote(item.url_path.removeprefix(self.site.root_page.url_path))

    def lastmod(self, item: Any) -> datetime | None:
        """Return the time of the last publication."""
        return item.last_published_at


class SheetSitemap(PageSitemap):
    """The sheet for the fridge, which is made from the page about when to call."""

    def items(self) -> QuerySet[Any]:
        """Return the page about when to call while it is public."""
        settings = SiteSettings.objects.filter(site=self.site)
        return super().items().filter(pk__in=settings.values("help_page"))

    def items_at(self, urls: Collection[str]) -> QuerySet[Any] | None:
        """Return the page about when to call if the sheet stands at one of these URLs."""
        return self.items() if reverse("booklet:sheet") in urls else None

    def location(self, item: Page) -> str:
        """Return the path of the sheet."""
        return reverse("booklet:sheet")


class SnippetSitemap(PageSitemap):
    """Published snippets, whose addresses are below an index page."""

    def __init__(self, site: Site, index_page: type[SnippetIndexPage]) -> None:
        super().__init__(site)
        self.index_page, self.model = index_page, index_page.snippet_model

    def slugs_of(self, urls: Iterable[str]) -> set[str]:
        """Return the slugs in those of these URLs that are below the index page."""
        above = f"/{self.index_page.fixed_slug}/"
        return super().slugs_of(url for url in urls if url.startswith(above))

    def items(self) -> QuerySet[Any]:
        """Return the published snippets whose index page is public on the site."""
        index = self.pages.type(self.index_page).filter(locale=OuterRef("locale"))
        rows = self.index_page.snippet_model.objects.public().filter(Exists(index)).order_by("slug")
        return rows.only("slug", "last_published_at")

    def location(self, item: Any) -> str:
        """Return the path of the snippet."""
        return item.get_absolute_url()


def get_sitemaps(site: Site | None) -> dict[str, Any]:
    """Return the sitemaps of a site by section; none without a site."""
    if site is None:
        return {}
    return {
        "pages": PageSitemap(site),
        "sheet": SheetSitemap(site),
        **{one.sitemap_section: SnippetSitemap(site, one) for one in _snippet_index_pages()},
    }


def _snippet_index_pages() -> list[type[SnippetIndexPage]]:
    return [model for model in get_page_models() if issubclass(model, SnippetIndexPage)]
