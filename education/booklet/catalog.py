"""What can be gathered, in the order of the site."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

from education.models import (
    AboutIndexPage,
    AboutPage,
    ContentPage,
    FAQIndexPage,
    FAQItem,
    GlossaryIndexPage,
    HomePage,
    TopicIndexPage,
)
from portal.routing import frame_for

# They list other pages, or are about this guide: nobody takes them to a visit.
_LEFT_OUT = (
    HomePage,
    FAQIndexPage,
    GlossaryIndexPage,
    TopicIndexPage,
    AboutIndexPage,
    AboutPage,
)


@dataclass
class Shelf:
    """A part of the site, and the key and title of each page in it."""

    title: str
    pages: list[tuple[str, str]] = field(default_factory=list)


def shelves(request: HttpRequest) -> list[Shelf]:
    """All that a reader may gather: two queries."""
    site = frame_for(request).site
    if site is None:
        return []
    home = site.root_page.url_path
    found = [*_of_pages(home), *_of_answers(home)]
    return [shelf for shelf in found if shelf.pages]


def _of_pages(home: str) -> list[Shelf]:
    pages = ContentPage.objects.shown().not_type(_LEFT_OUT).filter(url_path__startswith=home)
    by_part: dict[str, Shelf] = {}
    for page in pages.order_by("path").only("title", "url_path", "depth"):
        key = page.url_path.removeprefix(home).strip("/")
        shelf = by_part.setdefault(key.partition("/")[0], Shelf(page.title))
        shelf.pages.append((key, page.title))
    return list(by_part.values())


def _of_answers(home: str) -> list[Shelf]:
    lists = FAQIndexPage.objects.shown().filter(url_path=f"{home}{FAQIndexPage.promised_slug}/")
    items = FAQItem.objects.shown().filter(locale__in=lists.values("locale"))
    items = items.select_related("category")
    by_category: dict[int, Shelf] = {}
    for item in items.order_by("category__sort_order", "sort_order"):
        shelf = by_category.setdefault(item.category_id, Shelf(item.category.name))
        shelf.pages.append((f"{FAQIndexPage.promised_slug}/{item.slug}", item.question))
    return list(by_category.values())
