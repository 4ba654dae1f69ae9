"""The pages and answers that a booklet can contain, in the order of the site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from education.content.models import (
    AboutIndexPage,
    AboutPage,
    ContentPage,
    HomePage,
    SnippetIndexPage,
)
from education.faq.models import FAQIndexPage, FAQItem

ANSWERS = f"{FAQIndexPage.fixed_slug}/"  # the prefix of an answer's key
MOST_OFFERED = 300  # pages, and as many answers; readers do not choose from longer lists
# Pages that list other pages or describe this guide: readers do not need them at a visit.
_LEFT_OUT = (
    HomePage,
    SnippetIndexPage,
    AboutIndexPage,
    AboutPage,
)


@dataclass
class ChoiceGroup:
    """A part of the site, with the key and title of each page in it."""

    title: str
    pages: list[tuple[str, str]] = field(default_factory=list)


def choice_groups(request: HttpRequest) -> list[ChoiceGroup]:
    """Return all pages and answers that a booklet can contain, in two queries."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    home = site.root_page
    return [*_of_pages(home), *_of_answers(home.url_path)]


def is_cut(groups: Iterable[ChoiceGroup]) -> bool:
    """Return whether the groups may be incomplete, because a limit was reached.

    Readers can still add the missing pages and answers from their own pages.
    """
    keys = [key for group in groups for key, _title in group.pages]
    of_answers = sum(key.startswith(ANSWERS) for key in keys)
    return max(of_answers, len(keys) - of_answers) >= MOST_OFFERED


def answers(home: str) -> QuerySet[FAQItem]:
    """Return the public questions of a site; none when the list of questions is not public.

    `home` is the `url_path` of the home page of the site.
    """
    lists = FAQIndexPage.objects.public().filter(url_path=f"{home}{ANSWERS}")
    return FAQItem.objects.public().filter(locale__in=lists.values("locale"))


def _of_pages(home: Page) -> list[ChoiceGroup]:
    pages = ContentPage.objects.public().not_type(_LEFT_OUT).filter(path__startswith=home.path)
    by_part: dict[str, ChoiceGroup] = {}
    for page in pages.order_by("path").only("title", "url_path")[:MOST_OFFERED]:
        key = page.url_path.removeprefix(home.url_path).strip("/")
        group = by_part.setdefault(key.partition("/")[0], ChoiceGroup(page.title))
        group.pages.append((key, page.title))
    return list(by_part.values())


def _of_answers(home: str) -> list[ChoiceGroup]:
    items = answers(home).select_related("category")
    by_category: dict[str, ChoiceGroup] = {}
    for item in items.order_by("category__sort_order", "sort_order")[:MOST_OFFERED]:
        name = str(item.category)  # A published question has one.
        title = _("Questions: %(category)s") % {"category": name}
        group = by_category.setdefault(name, ChoiceGroup(title))
        group.pages.append((f"{ANSWERS}{item.slug}", item.question))
    return list(by_category.values())
