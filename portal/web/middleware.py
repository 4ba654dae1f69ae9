"""Middleware for response headers and errors."""

from __future__ import annotations

import re
from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.web.csp_nonce import nonce_context
from portal.web.inline_assets import get_page_script

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[[HttpRequest], HttpResponseBase]

_MOST_NAMED = 3
_API_PATHS = re.compile(r"/api/.*|/(?:[\w-]+/)*index\.(?:json|md)")
# Browser features that no page uses. Browsers warn about names that they do not know.
_NOT_USED = [
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "serial", "usb",
]  # fmt: skip
_FIXED_HEADERS = {
    "Permissions-Policy": ",".join(f"{name}=()" for name in _NOT_USED),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The admin needs inline styles, and inline scripts that a nonce allows.
_ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "form-action": [SELF],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}


def head_middleware(get_response: View) -> View:
    """Send no body in answer to HEAD: gunicorn drops it, with a warning for each."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.close()
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.setdefault("Content-Length", str(len(response.content)))
                response.content = b""
        return response

    return middleware


def security_headers_middleware(get_response: GetResponse) -> GetResponse:
    """Add Permissions-Policy and Cross-Origin-Resource-Policy headers to every response."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _FIXED_HEADERS.items():
            response[name] = value
        return response

    return middleware


def cross_origin_middleware(get_response: GetResponse) -> GetResponse:
    """Let scripts of other sites read the API, and keep its copies of texts out of search engines.

    deploy/nginx/portal.conf does the same for what it sends itself.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and _API_PATHS.fullmatch(request.path_info):
            response["Access-Control-Allow-Origin"] = "*"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


def content_security_policy_middleware(get_response: View) -> View:
    """Set the Content Security Policy: a script hash on public pages, nonces in the admin."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with nonce_context(request):
            return _csp_of(request)(get_response)(request)

    return middleware


def _csp_of(request: HttpRequest) -> Callable[[View], View]:
    """Return the decorator of django-csp that changes the policy for this request."""
    if request.path_info.startswith("/cms/"):
        return csp_replace(_ADMIN_POLICY)
    allowed = {"script-src": [SELF, get_page_script().hash]}  # SELF: files fetched on demand.
    if getattr(request, "in_preview_panel", False):
        allowed["style-src"] = [SELF]  # Wagtail's checker adds a style sheet.
    return csp_update(allowed)


class ProtectedErrorMiddleware:
    """Middleware that shows a message when a ProtectedError stops a deletion."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response unchanged."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Redirect to the admin home with a message that names up to three protected objects.

        The transaction has been rolled back by then.
        """
        if not isinstance(error, ProtectedError):
            return None
        kept = sorted({f"{one._meta.verbose_name} “{one}”" for one in error.protected_objects})
        message = _("Nothing was deleted: it belongs to what must be kept (%s).")
        messages.error(request, message % ", ".join(kept[:_MOST_NAMED]))
        return redirect("wagtailadmin_home")


def revalidation_middleware(get_response: GetResponse) -> GetResponse:
    """Add Cache-Control to GET and HEAD responses without it, so that browsers revalidate.

    A page in a browser's cache may have been withdrawn.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "max-age=0, must-revalidate"
        return response

    return middleware
