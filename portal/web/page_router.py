"""Page router: finds the page for a URL with one query, at any depth of the tree.

Wagtail's own routing runs two queries per part of the path. Here one query fetches the sites, every
page on the path, the menu and a possible redirect; Wagtail's `specific` then fetches the page.
`wagtail.views.serve` still serves it: hooks, view restrictions and previews are Wagtail's own.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from urllib.parse import quote

from django.conf import settings
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port
from django.urls import resolve
from django.utils.http import escape_leading_slashes
from wagtail import views
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.url_routing import RouteResult

DEEPEST = 12  # Parts of a path beyond this are not looked up; no page is that deep.
ROOT_DEPTH = 2  # Depth of the home pages of sites, below Wagtail's invisible root.


# Punctuation that mail and chat programs include in a link, though it belongs to the sentence.
_STRAY_END = re.compile(r"[\s.,;:!)\]>}*'\"’”»…]+/?$")


def address_of(url_path: str) -> str:
    """Return the path of a page on its site, or an empty string when it belongs to no site."""
    roots = (site.root_path for site in Site.get_site_root_paths())
    home = next((root for root in roots if url_path.startswith(root)), None)
    return "/" + url_path.removeprefix(home) if home else ""


@dataclass
class Frame:
    """Navigation around a public page: its site, the pages above it, and the menus.

    `chain` holds the pages from the home page down to this page, and `rest` the parts of the path
    below it.
    """

    site: Site | None = None
    chain: list[Page] = field(default_factory=list)
    menu: list[Page] = field(default_factory=list)
    foot: list[Page] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    redirect_id: int | None = None

    @property
    def above(self) -> list[Page]:
        """Return the ancestors of the page, home page first."""
        return self.chain[:-1]

    def url_of(self, page: Page) -> str | None:
        """Return the path of a page on this site, or None when it belongs to another site."""
        home = self.site.root_page.url_path if self.site else None
        if not home or not page.url_path.startswith(home):
            return None
        return "/" + quote(page.url_path[len(home) :])


def frame_for(request: HttpRequest) -> Frame:
    """Return the Frame of a request, computed once per request."""
    if not hasattr(request, "frame"):
        request.frame = _find(request)  # type: ignore[attr-defined]  # kept for the templates
    return request.frame  # type: ignore[attr-defined]  # set one line above


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page of a request with Wagtail's view."""
    # The attribute in which Page.route_for_request keeps what it found.
    request._wagtail_route_for_request = _route(request, frame_for(request))  # type: ignore[attr-defined]
    return views.serve(request, path)


def moved_to(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect from an old URL to the new URL, or None when there is none."""
    key = frame_for(request).redirect_id
    redirect = Redirect.objects.filter(pk=key).first() if key else None
    if redirect is None or not redirect.link:
        return None
    return HttpResponseRedirect(redirect.link, status=301 if redirect.is_permanent else 302)


def without_stray_end(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the URL without trailing punctuation, or None if that is no page."""
    kept = _STRAY_END.sub("", request.path_info)
    if kept == request.path_info or request.method not in {"GET", "HEAD"}:
        return None
    for path in (kept,) if kept.endswith("/") else (kept, f"{kept}/"):
        if _leads_somewhere(request, path):
            query = request.META.get("QUERY_STRING", "")
            address = escape_leading_slashes(quote(path))
            return HttpResponseRedirect(f"{address}?{query}" if query else address)
    return None


def _leads_somewhere(request: HttpRequest, path: str) -> bool:
    asked = copy(request)
    asked.path = asked.path_info = path
    if hasattr(asked, "frame"):
        del asked.frame  # It belongs to the requested URL.
    try:
        view, args, kwargs = resolve(path)
        return view is not serve or view(asked, *args, **kwargs).status_code < 400
    except Http404:
        return moved_to(asked) is not None


def _route(request: HttpRequest, frame: Frame) -> RouteResult | None:
    if not frame.chain:
        return None
    row = frame.chain[-1]
    routes_on = issubclass(row.specific_class or Page, RoutablePageMixin)
    if not row.live or (frame.rest and not routes_on):
        return None
    # A page that routes `rest` shows other content than its own, so its columns are deferred.
    page = row.specific_deferred if frame.rest else row.specific
    page.is_known_public = not row.is_private and not any(p.alias_of_id for p in frame.chain)
    return page.route(request, frame.rest)


def _find(request: HttpRequest) -> Frame:
    # PostgreSQL refuses NUL; no slug contains its replacement, so such a URL has no page.
    path = request.path_info.replace("\0", "\ufffd")
    segments = [part for part in path.split("/") if part][:DEEPEST]
    rows = list(_rows(segments, _old_addresses(request)))
    site = _site_of(request, rows)
    request._wagtail_site = site  # type: ignore[attr-defined]  # where Site.find_for_request looks
    if site is None:
        return Frame()
    chain = _chain(site.root_page, rows, segments)
    menu = [row for row in rows if _is_in_menu(row, site.root_page)]
    return Frame(
        site=site,
        chain=chain,
        menu=[row for row in menu if row.depth == ROOT_DEPTH + 1],
        foot=[row for row in menu if row.depth == ROOT_DEPTH + 2],
        rest=segments[len(chain) - 1 :],
        redirect_id=chain[0].redirect_id,
    )


def _rows(segments: list[str], old_addresses: list[str]) -> QuerySet[Page]:
    """Return site roots, pages on the path and pages in menus, in tree order."""
    roots = Page.objects.filter(sites_rooted_here__isnull=False)
    on_the_way = Page.objects.filter(slug__in=segments)
    in_menus = Page.objects.filter(
        show_in_menus=True, live=True, depth__in=[ROOT_DEPTH + 1, ROOT_DEPTH + 2]
    )
    keys = [query.order_by().values("pk") for query in (roots, on_the_way, in_menus)]
    return (
        Page.objects.filter(pk__in=keys[0].union(*keys[1:], all=True))
        .annotate(
            is_private=is_restricted(),
            redirect_id=_redirect(old_addresses),
            menu_title=F(settings.MENU_TITLE_FIELD),
            **{name: F(f"sites_rooted_here__{column}") for name, column in _SITE.items()},
        )
        .order_by("path")
    )


def is_restricted() -> Exists:
    """Return an expression that is true if a page or an ancestor has a view restriction.

    Use it to annotate or filter a QuerySet of pages.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    of_page = PageViewRestriction.objects.annotate(of=path).filter(of__startswith=F("page__path"))
    return Exists(of_page)


_SITE = {
    "site_pk": "pk",
    "site_host": "hostname",
    "site_port": "port",
    "site_name": "site_name",
    "site_is_default": "is_default_site",
}


def _old_addresses(request: HttpRequest) -> list[str]:
    """Return the requested URL as redirects store it, with and without its query string."""
    whole = Redirect.normalise_path(request.get_full_path())
    return [whole, whole.partition("?")[0]]


def _redirect(old_addresses: list[str]) -> Subquery:
    """Return a subquery for the id of the redirect that fits a site root best.

    The URL with its query string comes first, then a redirect of this site alone.
    """
    of_site = Q(site=OuterRef("sites_rooted_here")) | Q(site=None)
    found = Redirect.objects.filter(of_site, old_path__in=old_addresses)
    nearest = found.order_by(Length("old_path").desc(), F("site").asc(nulls_last=True))
    return Subquery(nearest.values("pk")[:1])


def _chain(root: Page, rows: list[Page], segments: list[str]) -> list[Page]:
    """Return the pages from the home page down the path, as far as they exist."""
    below = {(row.path[: -Page.steplen], row.slug): row for row in rows}
    chain = [root]
    for segment in segments:
        row = below.get((chain[-1].path, segment))
        if row is None:
            break
        chain.append(row)
    return chain


def _is_in_menu(row: Page, root: Page) -> bool:
    shown = row.live and row.show_in_menus and not row.is_private
    return shown and row.path.startswith(root.path) and row.depth > root.depth


def _site_of(request: HttpRequest, rows: list[Page]) -> Site | None:
    """Return the site as Wagtail chooses it: host and port, then host, then the default site."""
    hostname, port = split_domain_port(request.get_host())[0], request.get_port()
    sites = [_site(row) for row in rows if row.site_pk is not None]
    named = [site for site in sites if site.hostname == hostname]
    exact = [site for site in named if str(site.port) == port]
    default = [site for site in sites if site.is_default_site]
    named_default = [site for site in named if site.is_default_site]
    only = named if len(named) == 1 else []
    return next(iter([*exact, *named_default, *only, *default]), None)


def _site(row: Page) -> Site:
    return Site(
        pk=row.site_pk,
        hostname=row.site_host,
        port=row.site_port,
        site_name=row.site_name,
        is_default_site=row.site_is_default,
        root_page=row,
    )
