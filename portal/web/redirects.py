"""Redirects from addresses that end with the punctuation of a sentence."""

from __future__ import annotations

import re
from copy import copy
from urllib.parse import quote

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

# Punctuation that mail and chat programs include in a link, though it belongs to the sentence.
_PUNCTUATION = re.compile(r"[\s.,;:!)\]>}*'\"’”»…]+/?$")


def without_punctuation(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the URL without trailing punctuation, or None if that is no page."""
    kept = _PUNCTUATION.sub("", request.path_info)
    if kept == request.path_info or request.method not in {"GET", "HEAD"}:
        return None
    if "\0" in kept:  # No address has one, and PostgreSQL refuses to look for it.
        return None
    for path in (kept,) if kept.endswith("/") else (kept, f"{kept}/"):
        if _leads_somewhere(request, path):
            query = request.META.get("QUERY_STRING", "")
            address = escape_leading_slashes(quote(path))
            return HttpResponseRedirect(f"{address}?{query}" if query else address)
    return None


def _leads_somewhere(request: HttpRequest, path: str) -> bool:
    try:
        view, args, kwargs = match = resolve(path)
        if match.url_name != "wagtail_serve":
            return True
        asked = copy(request)
        asked.path = asked.path_info = path
        return view(asked, *args, **kwargs).status_code < 400
    except Http404:
        return _is_redirected(request, path)


def _is_redirected(request: HttpRequest, path: str) -> bool:
    of_site = Q(site=Site.find_for_request(request)) | Q(site=None)
    return Redirect.objects.filter(of_site, old_path=Redirect.normalise_path(path)).exists()
