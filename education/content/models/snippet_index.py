"""Base class of the lists of questions, terms and topics."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.contrib.routable_page.models import RoutablePageMixin

from education.content.models.base import ContentPage
from education.standard.document import Kind


def get_snippet_url(index_slug: str, slug: str) -> str:
    """Return the address of a snippet below the index page that has the slug `index_slug`."""
    return f"/{index_slug}/{slug}/"


class SnippetIndexPage(RoutablePageMixin, ContentPage):
    """A page that lists snippets, and shows each of them at an address below its own."""

    snippet_model: ClassVar[Any]
    sitemap_section: ClassVar[str]

    shows_care_card = False
    parent_page_types: ClassVar[list[str]] = ["content.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    standard_kind: ClassVar[Kind] = "list"

    class Meta:
        abstract = True
