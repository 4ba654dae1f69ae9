"""Template tags for menus and breadcrumbs."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.db.models import Q
from django.template import Context
from wagtail.models import Site

from education.content.models import ContentPage

register = template.Library()

_COLUMNS = ("title", "menu_title", "show_in_menus", "path", "depth", "url_path", "content_type_id")


class Menus(NamedTuple):
    """The public pages in the menus of a site: children of the home page, and their children.

    `sections` holds all children of the home page, by the name of their model.
    """

    main: list[ContentPage]
    footer: list[ContentPage]
    sections: dict[str, ContentPage]


@register.simple_tag(takes_context=True)
def menus(context: Context) -> Menus:
    """Return the menus of the site."""
    site = Site.find_for_request(context["request"])
    if site is None:
        return Menus([], [], {})
    home = site.root_page
    is_child, is_grandchild = Q(depth=home.depth + 1), Q(depth=home.depth + 2)
    pages = ContentPage.objects.public().descendant_of(home).only(*_COLUMNS)
    found = [*pages.filter(is_child | is_grandchild & Q(show_in_menus=True))]
    children = [page for page in found if page.depth == home.depth + 1]
    return Menus(
        main=[page for page in children if page.show_in_menus],
        footer=[page for page in found if page.depth == home.depth + 2],
        sections={page.cached_content_type.model: page for page in children},
    )


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[ContentPage]:
    """Return the pages above the current page on the site, home page first."""
    page, site = context.get("page"), Site.find_for_request(context["request"])
    if not page or site is None:
        return []
    above = ContentPage.objects.ancestor_of(page).descendant_of(site.root_page, inclusive=True)
    return [*above.only(*_COLUMNS)]
