"""Views for search engines, and the pages of errors."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.core.exceptions import BadRequest, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Site

from education.content.sitemaps import get_sitemaps
from portal.web.decorators import read_only
from portal.web.redirects import get_normalized_redirect


@read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """Return every public address of the site, for search engines."""
    return django_sitemap(request, sitemaps=get_sitemaps(Site.find_for_request(request)))


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt, which keeps crawlers from the admin, forms, results and booklets."""
    return render(request, "robots.txt", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return a plain 400 page that reads no form: Django's own does, and may fail on it again."""
    message = _("This request cannot be read.")
    if isinstance(exception, BadRequest):
        message = _(
            "This form arrived incomplete or changed, so nothing was saved. Go back in your "
            "browser and try again."
        )
    if isinstance(exception, TooManyFieldsSent):
        message = _(
            "This text has too many parts to be saved: more than %(most)d fields. Nothing was "
            "saved. Go back in your browser, and move some sections to another page."
        ) % {"most": settings.DATA_UPLOAD_MAX_NUMBER_FIELDS}
    return HttpResponse(message, status=400, content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return a 404 page with links, or a redirect to the address as pages write theirs."""
    return get_normalized_redirect(request) or render(request, "404.html", status=404)
