"""Every public address, for search engines."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, Site

from education.models import (
    ContentPage,
    FAQIndexPage,
    FAQItem,
    GlossaryIndexPage,
    GlossaryTerm,
    Topic,
    TopicIndexPage,
)
from portal.routing import frame_for


class _SiteSitemap(Sitemap):
    """The addresses of the site that was asked."""

    limit = 5000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_domain(self, site: Site | None = None) -> str:
        """The name under which the site was asked."""
        return self.request.get_host()

    def get_protocol(self, protocol: str | None = None) -> str:
        """As the reader came."""
        return self.request.scheme or "http"

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[Any]:
        """Django asks its own Site model for the name; we have Wagtail's."""
        return self._urls(page, self.get_protocol(), self.get_domain())  # type: ignore[attr-defined]  # the stubs leave it out

    def public_pages(self) -> Any:
        """Live pages of this site that nobody is kept from."""
        site, shown = frame_for(self.request).site, ContentPage.objects.shown()
        return shown.filter(path__startswith=site.root_page.path) if site else shown.none()


class PageSitemap(_SiteSitemap):
    """Public pages."""

    def items(self) -> QuerySet[Page]:
        """Every one, with what its entry says."""
        return self.public_pages().order_by("path").only("id", "url_path", "last_published_at")

    def location(self, item: Page) -> str:
        """The page's path."""
        return frame_for(self.request).url_of(item) or "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


class SnippetSitemap(_SiteSitemap):
    """Published snippets, whose addresses lie below that of a page."""

    model: Any
    index: type[ContentPage]

    def items(self) -> QuerySet[Any]:
        """What is published, if the page above it is public."""
        index = self.public_pages().type(self.index).filter(locale=OuterRef("locale"))
        return self.model.objects.shown().filter(Exists(index)).order_by("slug")

    def lastmod(self, item: Any) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


def _of(model: Any, index: type[ContentPage]) -> type[SnippetSitemap]:
    return type(f"{model.__name__}Sitemap", (SnippetSitemap,), {"model": model, "index": index})


SITEMAPS: dict[str, type[_SiteSitemap]] = {
    "pages": PageSitemap,
    "questions": _of(FAQItem, FAQIndexPage),
    "words": _of(GlossaryTerm, GlossaryIndexPage),
    "topics": _of(Topic, TopicIndexPage),
}
