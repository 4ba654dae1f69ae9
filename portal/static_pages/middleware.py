"""Middleware that serves static pages without a query."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from portal.static_pages.rendering import canonical_host, is_rendering
from portal.static_pages.storage import File, content_type_of, folder

GetResponse = Callable[[HttpRequest], HttpResponse]
_RESTING = 503
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


def static_pages_middleware(get_response: GetResponse) -> GetResponse:
    """Serve the static page of a URL as nginx does; to editors only if the app answers 503."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_editor = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not is_editor and (file := _file_for(request)):
            return _answer(request, file)
        response = get_response(request)
        if is_editor and response.status_code == _RESTING and (file := _file_for(request)):
            return _answer(request, file)
        return response

    return middleware


def _file_for(request: HttpRequest) -> File | None:
    """Return the file that answers a request, or None. Later pages of a list are not stored.

    Neither are copies with the parts that readers choose to open.
    """
    place = folder()
    if (
        place is None
        or request.method not in {"GET", "HEAD"}
        or is_rendering(request)
        or {"page", "open"} & request.GET.keys()
        or request.get_host() != canonical_host()
    ):
        return None
    return place.read(request.path_info)


def _answer(request: HttpRequest, file: File) -> HttpResponse:
    takes_gzip = bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))
    etag = file.etag if takes_gzip else f"W/{file.etag}"  # as nginx does
    asked = request.headers.get("If-None-Match", "")
    if asked == "*" or file.etag in {one.strip().removeprefix("W/") for one in asked.split(",")}:
        response: HttpResponse = HttpResponseNotModified()
    elif takes_gzip:
        response = HttpResponse(file.packed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(file.packed))
    response["ETag"] = etag
    response["Content-Type"] = content_type_of(request.path_info)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
