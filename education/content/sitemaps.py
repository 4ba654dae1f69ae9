"""Tell search engines every public address: in one file, or in parts where there are many."""

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
    """What Django reads of a page of a paginator."""

    object_list: Sequence[Any]


class Parts:
    """The rows of a sitemap: in one part, or by their keys, so that none is counted to find it."""

    def __init__(self, rows: QuerySet[Any], *, is_whole: bool) -> None:
        self._rows, self._is_whole = rows, is_whole

    @cached_property
    def num_pages(self) -> int:
        """How many there are, at least one."""
        if self._is_whole:
            return 1
        last = self._rows.order_by("-pk").values_list("pk", flat=True).first() or 0
        return int(last) // MOST + 1

    @cached_property
    def first(self) -> list[Any]:
        """The first rows, and one more when they are too many for one file."""
        return [*self._rows[: MOST + 1]]

    def page(self, number: int | str) -> Part:
        """One part. Raises PageNotAnInteger and EmptyPage, as a paginator does."""
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
    """The addresses of the site that was asked."""

    def __init__(self, request: HttpRequest, section: str) -> None:
        self.request, self.section = request, section
        self.is_whole = True

    def items(self) -> QuerySet[Any]:
        """What it names, with what an entry says."""
        raise NotImplementedError

    @cached_property
    def paginator(self) -> Parts:  # type: ignore[override]  # of a paginator Django uses only this
        """The parts."""
        return Parts(self.items(), is_whole=self.is_whole)

    @property
    def is_long(self) -> bool:
        """Whether one file cannot hold it."""
        return len(self.paginator.first) > MOST

    def get_latest_lastmod(self) -> datetime | None:
        """Not told of a part: all its rows would be read for it."""
        return None

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

    def public_rows(self) -> QuerySet[Any]:
        """Return the rows of this section that have a public address on this site."""
        site = frame_for(self.request).site
        return public_rows(site)[self.section] if site else ContentPage.objects.none()


class PageSitemap(_SiteSitemap):
    """Public pages."""

    def items(self) -> QuerySet[Page]:
        """Every one, with what its entry says."""
        return self.public_rows().order_by("path").only("id", "url_path", "last_published_at")

    def location(self, item: Page) -> str:
        """The page's path."""
        return frame_for(self.request).url_of(item) or "/"

    def lastmod(self, item: Page) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


class SheetSitemap(PageSitemap):
    """The sheet that is made from the page about when to call."""

    def location(self, item: Page) -> str:
        """The address of the sheet."""
        return reverse("sheet")


class SnippetSitemap(_SiteSitemap):
    """Published snippets, whose addresses lie below that of a page."""

    def items(self) -> QuerySet[Any]:
        """What is published, if the page above it is public."""
        return self.public_rows().order_by("slug")

    def lastmod(self, item: Any) -> datetime | None:
        """When it was last published."""
        return item.last_published_at


def sitemaps(request: HttpRequest) -> dict[str, Any]:
    """The lists of addresses of the site that was asked."""
    return {
        PAGES: PageSitemap(request, PAGES),
        SHEET: SheetSitemap(request, SHEET),
        **{kind.section: SnippetSitemap(request, kind.section) for kind in snippets()},
    }


def sitemaps_in_parts(request: HttpRequest) -> dict[str, Any]:
    """The same, to be read in parts."""
    found = sitemaps(request)
    for one in found.values():
        one.is_whole = False
    return found
