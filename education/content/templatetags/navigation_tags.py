"""Template tags for menus and breadcrumbs."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.template import Context
from wagtail.models import Site

from education.content.models import ContentPage

register = template.Library()

_COLUMNS = ("title", "menu_title", "path", "depth", "url_path")


class Menus(NamedTuple):
    """The public pages in the menus of a site: children of the home page, and their children."""

    main: list[ContentPage]
    footer: list[ContentPage]


@register.simple_tag(takes_context=True)
def menus(context: Context) -> Menus:
    """Return the menus of the site."""
    site = Site.find_for_request(context["request"])
    if site is None:
        return Menus([], [])
    home = site.root_page
    pages = ContentPage.objects.public().in_menu().descendant_of(home).only(*_COLUMNS)
    found = [*pages.filter(depth__lte=home.depth + 2)]
    return Menus(*([one for one in found if one.depth == home.depth + n] for n in (1, 2)))


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[ContentPage]:
    """Return the pages above the current page on the site, home page first."""
    page, site = context.get("page"), Site.find_for_request(context["request"])
    if not page or site is None:
        return []
    above = ContentPage.objects.ancestor_of(page).descendant_of(site.root_page, inclusive=True)
    return [*above.only(*_COLUMNS)]
