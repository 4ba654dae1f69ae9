"""Where pages stand, asked once for each screen of the editors' side.

Wagtail asks four times for each link in a text, and twice for each chosen page: a page with many
of them took 103 queries to edit. A guide has hundreds of pages, so one query for all is cheaper.
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
    """The places of all pages; nothing is asked before somebody wants one."""

    @cached_property
    def pages(self) -> Mapping[int, Page]:
        """The pages by their key."""
        rows = Page.objects.only("path", "url_path")
        return {page.pk: page for page in rows}

    @cached_property
    def _keys(self) -> Mapping[str, int]:
        return {page.path: key for key, page in self.pages.items()}

    @cached_property
    def _homes(self) -> list[str]:
        return [root.root_path for root in Site.get_site_root_paths()]

    def url(self, page: Page) -> str | None:
        """Where readers of its site find a page."""
        for home in self._homes:
            if page.url_path.startswith(home):
                return "/" + quote(page.url_path.removeprefix(home))
        return None

    def parent(self, page: Page) -> int | None:
        """The key of the page above a page."""
        return self._keys.get(page.path[: -page.steplen])


_places: ContextVar[Places | None] = ContextVar("places", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While it lasts, editors take the places of pages from one query."""
    token = _places.set(Places())
    try:
        yield
    finally:
        _places.reset(token)


class LinkHandler(PageLinkElementHandler):
    """A link to a page in a text that is edited."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """What the editor of rich text shows of the link; a page that is gone has no address."""
        places = _places.get()
        if places is None:
            return super().get_attribute_data(attrs)
        page = places.pages.get(int(attrs["id"]))
        if page is None:
            return {"id": int(attrs["id"]), "url": None, "parentId": None}
        return {"id": page.pk, "url": places.url(page), "parentId": places.parent(page)}


class PageChooser(AdminPageChooser):
    """Chooses a page."""

    def get_instance(self, value: Any) -> Page | None:
        """The page; its title is all that is shown, so that its own table is not asked."""
        page = super(AdminPageChooser, self).get_instance(value)
        return page and page.specific_deferred

    def get_value_data_from_instance(self, instance: Page) -> dict[str, Any]:
        """What the editor shows of it."""
        places = _places.get()
        if places is None:
            return super().get_value_data_from_instance(instance)
        data = super(AdminPageChooser, self).get_value_data_from_instance(instance)
        return {**data, "parent_id": places.parent(instance)}
