"""Render a page as an anonymous reader gets it, outside any request."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

from portal.static_pages.storage import CONTENT_TYPES, content_type_of

RENDERING = "static_pages.rendering"  # No header of a client can set it: those begin with HTTP_.
Shared = dict[Any, Any]


class Rendering(NamedTuple):
    """Response of a page, and whether it may be stored."""

    response: HttpResponseBase
    content_type: str = CONTENT_TYPES["/"]

    @property
    def html(self) -> bytes:
        """Return the body of the response."""
        return self.response.content if isinstance(self.response, HttpResponse) else b""

    @property
    def error(self) -> str:
        """Return why the response must not be stored; empty when it may be."""
        response = self.response
        if response.streaming:
            return "it is sent in parts"
        policy = response.get("Cache-Control", "")
        found = {
            f"its status is {response.status_code}": response.status_code != 200,
            f"it is no {self.content_type}": response.get("Content-Type", "") != self.content_type,
            "it sets a cookie": bool(response.cookies),
            "it is private": "private" in policy or "no-store" in policy,
            "it depends on cookies": "cookie" in response.get("Vary", "").lower(),
        }
        return ", ".join(reason for reason, holds in found.items() if holds)


def render(url: str, shared: Shared | None = None) -> Rendering:
    """Render a URL of the canonical site through all middleware.

    Pages that are rendered under one lock may pass the same `shared` (see `get_shared`).
    """
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        response = _handler().get_response(make_request(url, shared))
    return Rendering(response, content_type_of(url))


def make_request(url: str, shared: Shared | None = None) -> WSGIRequest:
    """Return the request of an anonymous reader for a URL of the canonical site."""
    return WSGIRequest({**_environ(url), RENDERING: {} if shared is None else shared})


def is_rendering(request: HttpRequest) -> bool:
    """Return whether a request is our own, for a file."""
    return RENDERING in request.META


def get_shared(request: HttpRequest) -> Shared:
    """Return what pages that are built under one lock have fetched for each other.

    Nothing that readers see can change before the lock is released. A reader's request shares
    nothing: it gets a new dictionary at each call.
    """
    shared: Shared = request.META.get(RENDERING, {})
    return shared


def canonical_host() -> str:
    """Return the host under which readers know the site, with a port that is not the default."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _environ(url: str) -> dict[str, object]:
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": url.encode().decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "RAW_URI": quote(url),
        "HTTP_HOST": base.netloc,
        "SERVER_NAME": base.hostname or "",
        "SERVER_PORT": str(base.port or (443 if base.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": base.scheme,
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "wsgi.input": BytesIO(),
    }
