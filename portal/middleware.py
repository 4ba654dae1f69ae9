"""Small things that every answer passes through."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse

from portal.routing import moved_to

GetResponse = Callable[[HttpRequest], HttpResponse]

# Wagtail's own screens need inline scripts and styles; no reader ever sees them.
_EDITORS = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}


def content_policy(get_response: GetResponse) -> GetResponse:
    """Allows what a page holds inlined by its hash, and the editors' side what it needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path_info.startswith("/cms/"):
            response._csp_replace = _EDITORS  # type: ignore[attr-defined]  # django-csp reads it
        elif allowed := getattr(request, "allowed", None):
            policy = {name: sorted(hashes) for name, hashes in allowed.items()}
            response._csp_replace = policy  # type: ignore[attr-defined]
        return response

    return middleware


def fresh_pages(get_response: GetResponse) -> GetResponse:
    """Tells browsers to ask again before they show a kept page: it may have been withdrawn."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "max-age=0, must-revalidate"
        return response

    return middleware


def moved_pages(get_response: GetResponse) -> GetResponse:
    """Sends readers of an old address on to the new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        return response if response.status_code != 404 else moved_to(request) or response

    return middleware
