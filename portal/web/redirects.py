"""Redirects from addresses that are written otherwise than those of pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils.http import escape_leading_slashes
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

# Punctuation that mail and chat programs include in a link, though it belongs to the sentence.
_PUNCTUATION = re.compile(r"[\s.,;:!)\]>}*'\"’”»…]+/?$")


def get_normalized_redirect(request: HttpRequest) -> HttpResponse | None:
    """Return a redirect to the URL as pages write theirs, or None if that is no page either.

    Composed letters, without invisible ones, without the punctuation of a sentence at the end, and
    in lower case.
    """
    if request.method not in {"GET", "HEAD"}:
        return None
    for path in _spellings(request.path_info):
        if _leads_somewhere(request, path):
            query = request.META.get("QUERY_STRING", "")
            address = escape_leading_slashes(quote(path))
            return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    return None


def _spellings(path: str) -> Iterator[str]:
    """Yield the other spellings of a path, those that change least first."""
    visible = "".join(one for one in path if unicodedata.category(one) != "Cf")
    kept = _PUNCTUATION.sub("", unicodedata.normalize("NFC", visible))
    if "\0" in kept:  # No address has one, and PostgreSQL refuses to look for it.
        return
    for spelled in dict.fromkeys((kept, kept.lower())):
        if spelled != path:
            yield spelled
            yield f"{spelled.rstrip('/')}/"


def _leads_somewhere(request: HttpRequest, path: str) -> bool:
    try:
        view, args, kwargs = match = resolve(path)
        if match.url_name != "wagtail_serve":
            return True
        asked = _request_for(request, path)
        return view(asked, *args, **kwargs).status_code < 400
    except Http404:
        return _is_redirected(request, path)


def _request_for(request: HttpRequest, path: str) -> HttpRequest:
    """Return a request of the same user for another path, of which Wagtail remembers nothing."""
    environ = {**request.META, "PATH_INFO": path.encode().decode("latin-1")}
    asked = WSGIRequest({**environ, "wsgi.input": BytesIO()})
    asked.user, asked.session = request.user, request.session
    return asked


def _is_redirected(request: HttpRequest, path: str) -> bool:
    of_site = Q(site=Site.find_for_request(request)) | Q(site=None)
    return Redirect.objects.filter(of_site, old_path=Redirect.normalise_path(path)).exists()
