"""Sitemaps with every public address: in one file, or in parts for a big guide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from education.content.models import ContentPage
from education.content.public_urls import PAGES, SHEET, public_rows, snippets
from portal.web.page_router import frame_for

MOST = 1000  # addresses in a file


class Part(NamedTuple):
    """The one attribute that Django's sitemaps read of a page of a paginator."""

    object_list: Sequence[Any]


class Parts:
    """A paginator of a sitemap: one part, or parts by primary key, so that no rows are counted."""

    def __init__(self, rows: QuerySet[Any], *, is_whole: bool) -> None:
        self._rows, self._is_whole = rows, is_whole

    @cached_property
    def num_pages(self) -> int:
        """Return the number of parts, at least 1."""
        if self._is_whole:
            return 1
        last = self._rows.order_by("-pk").values_list("pk", flat=True).first() or 0
        return int(last) // MOST + 1

    @cached_property
    def first(self) -> list[Any]:
        """Return the first rows, and one more if they are too many for one file."""
        return [*self._rows[: MOST + 1]]

    def page(self, number: int | str) -> Part:
        """Return a part by its number, from 1. Raise PageNotAnInteger or EmptyPage."""
        try:
            place = int(number)
        except ValueError as error:
            raise PageNotAnInteger(str(number)) from error
        if not 1 <= place <= self.num_pages:
            raise EmptyPage(str(number))
        if self._is_whole:
            return Part(self.first)
        keys = range((place - 1) * MOST, place * MOST)
        return Part([*self._rows.order_by("pk").filter(pk__gte=keys[0], pk__lte=keys[-1])])


class _SiteSitemap(Sitemap):
    """The addresses of the site that the request names."""

    def __init__(self, request: HttpRequest, section: str) -> None:
        self.request, self.section = request, section
        self.is_whole = True

    def items(self) -> QuerySet[Any]:
        """Return the rows of the sitemap, with the columns of their entries."""
        raise NotImplementedError

    @cached_property
    def paginator(self) -> Parts:  # type: ignore[override]  # of a paginator Django uses only this
        return Parts(self.items(), is_whole=self.is_whole)

    @property
    def is_long(self) -> bool:
        """Return whether the rows are too many for one file."""
        return len(self.paginator.first) > MOST

    def get_latest_lastmod(self) -> datetime | None:
        """Return None, since the time of a part would need a query of all its rows."""
        return None

    def get_domain(self, site: Site | None = None) -> str:
        """Return the host name of the request."""
        return self.request.get_host()

    def get_protocol(self, protocol: str | None = None) -> str:
        return self.request.scheme or "http"

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[Any]:
        """Return the entries without Django's Site model, since this project uses Wagtail's."""
        return self._urls(page, self.get_protocol(), self.get_domain())  # type: ignore[attr-defined]  # the stubs leave it out

    def public_rows(self) -> QuerySet[Any]:
        """Return the rows of this section that have a public address on this site."""
        site = frame_for(self.request).site
        return public_rows(site)[self.section] if site else ContentPage.objects.none()


class PageSitemap(_SiteSitemap):
    """The sitemap of public pages."""

    def items(self) -> QuerySet[Page]:
        """Return the public pages, with the columns of their entries."""
        return self.public_rows().order_by("path").only("id", "url_path", "last_published_at")

    def location(self, item: Page) -> str:
        """Return the path of the page."""
        return frame_for(self.request).url_of(item) or "/"

    def lastmod(self, item: Page) -> datetime | None:
        """Return the time of the last publication."""
        return item.last_published_at


class SheetSitemap(PageSitemap):
    """The sitemap of the sheet for the fridge, made from the page about when to call."""

    def location(self, item: Page) -> str:
        """Return the path of the sheet."""
        return reverse("sheet")


class SnippetSitemap(_SiteSitemap):
    """The sitemap of published snippets, whose addresses are below that of a page."""

    def items(self) -> QuerySet[Any]:
        """Return the published snippets whose index page is public."""
        return self.public_rows().order_by("slug")

    def lastmod(self, item: Any) -> datetime | None:
        """Return the time of the last publication."""
        return item.last_published_at


def sitemaps(request: HttpRequest) -> dict[str, Any]:
    """Return the sitemaps of the site that the request names, by section."""
    return {
        PAGES: PageSitemap(request, PAGES),
        SHEET: SheetSitemap(request, SHEET),
        **{kind.section: SnippetSitemap(request, kind.section) for kind in snippets()},
    }


def sitemaps_in_parts(request: HttpRequest) -> dict[str, Any]:
    """Return the sitemaps of the site that the request names, to be read in parts."""
    found = sitemaps(request)
    for one in found.values():
        one.is_whole = False
    return found
