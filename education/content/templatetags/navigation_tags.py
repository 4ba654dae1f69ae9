"""Template tags for menus and breadcrumbs."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.template import Context
from wagtail.models import Page

from education.content.models import ContentPage, SiteSettings
from education.content.models.settings import FRAME_COLUMNS

register = template.Library()


class Menus(NamedTuple):
    """The public pages in the menus of a site: children of the home page, and their children.

    `sections` holds all children of the home page, by the name of their model.
    """

    main: list[Page]
    footer: list[Page]
    sections: dict[str, Page]


@register.simple_tag(takes_context=True)
def menus(context: Context) -> Menus:
    """Return the menus of the site."""
    settings = SiteSettings.for_request(context["request"])
    if not settings.site_id:
        return Menus([], [], {})
    home = settings.site.root_page
    below = [page for page in settings.frame.values() if page.is_descendant_of(home)]
    children = [page for page in below if page.depth == home.depth + 1]
    in_menus = [page for page in below if page.show_in_menus]
    return Menus(
        main=[page for page in in_menus if page.depth == home.depth + 1],
        footer=[page for page in in_menus if page.depth == home.depth + 2],
        sections={page.cached_content_type.model: page for page in children},
    )


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context) -> list[Page]:
    """Return the pages above the current page on the site, home page first."""
    page, settings = context.get("page"), SiteSettings.for_request(context["request"])
    if not page or not settings.site_id:
        return []
    home = settings.site.root_page
    above = [one for one in (home, *settings.frame.values()) if page.is_descendant_of(one)]
    if len(above) == page.depth - home.depth:
        return above
    # A page above is not public.
    pages = ContentPage.objects.ancestor_of(page).descendant_of(home, inclusive=True)
    return [*pages.only(*FRAME_COLUMNS)]
