"""Paths of linked pages in the admin, fetched with one query per request.

Wagtail runs four queries for each link in a rich text, and two for each chosen page: a page with
many of them took 103 queries to edit. A guide has hundreds of pages, so one query for all is
cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any
from urllib.parse import quote

from wagtail.admin.rich_text.converters.html_to_contentstate import PageLinkElementHandler
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page, Site


class Places:
    """Paths of all pages, fetched when they are first used."""

    @cached_property
    def pages(self) -> Mapping[int, Page]:
        """Return the pages by primary key, with their paths only."""
        rows = Page.objects.only("path", "url_path")
        return {page.pk: page for page in rows}

    @cached_property
    def _keys(self) -> Mapping[str, int]:
        return {page.path: key for key, page in self.pages.items()}

    @cached_property
    def _homes(self) -> list[str]:
        return [root.root_path for root in Site.get_site_root_paths()]

    def url(self, page: Page) -> str | None:
        """Return the path of a page on its site, or None if it belongs to no site."""
        for home in self._homes:
            if page.url_path.startswith(home):
                return "/" + quote(page.url_path.removeprefix(home))
        return None

    def parent(self, page: Page) -> int | None:
        """Return the primary key of the parent page, or None if there is none."""
        return self._keys.get(page.path[: -page.steplen])


_places: ContextVar[Places | None] = ContextVar("places", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Fetch the paths of pages at most once inside the block."""
    token = _places.set(Places())
    try:
        yield
    finally:
        _places.reset(token)


class LinkHandler(PageLinkElementHandler):
    """Converter of page links for the rich text editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """Return id, URL and parent id of a link; the URL of a deleted page is None."""
        places = _places.get()
        if places is None:
            return super().get_attribute_data(attrs)
        page = places.pages.get(int(attrs["id"]))
        if page is None:
            return {"id": int(attrs["id"]), "url": None, "parentId": None}
        return {"id": page.pk, "url": places.url(page), "parentId": places.parent(page)}


class PageChooser(AdminPageChooser):
    """Page chooser that takes the parent of a page from `Places`."""

    def get_instance(self, value: Any) -> Page | None:
        """Return the page without a query of its own table: only its title is shown."""
        page = super(AdminPageChooser, self).get_instance(value)
        return page and page.specific_deferred

    def get_value_data_from_instance(self, instance: Page) -> dict[str, Any]:
        """Return the data of a chosen page, with the parent id from `Places`."""
        places = _places.get()
        if places is None:
            return super().get_value_data_from_instance(instance)
        data = super(AdminPageChooser, self).get_value_data_from_instance(instance)
        return {**data, "parent_id": places.parent(instance)}
