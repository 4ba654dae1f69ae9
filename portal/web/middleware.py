"""Small things that every answer passes through."""

from __future__ import annotations

import logging
from collections.abc import Callable

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from django.contrib import messages
from django.db import InterfaceError, OperationalError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portal.web.assets import get_page_script
from portal.web.csp import nonce_context
from portal.web.linked_pages import asked_once
from portal.web.page_router import moved_to

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("portal")

_RETRY = 30  # seconds
_MOST_NAMED = 3
# What no page of ours asks a browser for. Those that a browser does not know it complains about.
_NOT_USED = [
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment",
    "serial", "usb",
]  # fmt: skip
_GUARDS = {
    "Permissions-Policy": ",".join(f"{name}=()" for name in _NOT_USED),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Wagtail's own screens need inline styles, and inline scripts that a nonce allows one by one.
_EDITORS = {
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


def security_headers_middleware(get_response: GetResponse) -> GetResponse:
    """Turns off what no page uses, and lets no other site show what is ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in _GUARDS.items():
            response[name] = value
        return response

    return middleware


def content_security_policy_middleware(get_response: GetResponse) -> GetResponse:
    """Allows the script of public pages by its hash, and the editors' side what it needs."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with nonce_context(request):
            response = get_response(request)
        if request.path_info.startswith("/cms/"):
            response._csp_replace = _EDITORS  # type: ignore[attr-defined]  # django-csp reads it
        else:  # Itself: what the script fetches when asked.
            allowed = {"script-src": [SELF, get_page_script().hash]}
            if getattr(request, "in_preview_panel", False):
                allowed["style-src"] = [SELF]  # In a preview stands Wagtail's checker of drafts.
            response._csp_update = allowed  # type: ignore[attr-defined]
        return response

    return middleware


class DatabaseUnavailableMiddleware:
    """Says, while the database is away, that this rests; what is stored goes on being served."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Changes nothing while the database answers."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A page that asks nothing of the database, and when to come back."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.error("The database does not answer: %s", error)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(_RETRY)
        response["Cache-Control"] = "no-store"
        return response


class ProtectedErrorMiddleware:
    """Says what stands in the way when something is deleted that a record must keep."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Changes nothing while nothing stands in the way."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Leads back with a message; the database has undone everything."""
        if not isinstance(error, ProtectedError):
            return None
        kept = sorted({f"{one._meta.verbose_name} “{one}”" for one in error.protected_objects})
        message = _("Nothing was deleted: it belongs to what must be kept (%s).")
        messages.error(request, message % ", ".join(kept[:_MOST_NAMED]))
        return redirect("wagtailadmin_home")


def linked_pages_middleware(get_response: GetResponse) -> GetResponse:
    """Lets the editors' side ask once where the pages stand."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with asked_once():
            return get_response(request)

    return middleware


def revalidation_middleware(get_response: GetResponse) -> GetResponse:
    """Tells browsers to ask again before they show a kept page: it may have been withdrawn."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method in {"GET", "HEAD"} and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "max-age=0, must-revalidate"
        return response

    return middleware


def redirect_middleware(get_response: GetResponse) -> GetResponse:
    """Sends readers of an old address on to the new one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        return response if response.status_code != 404 else moved_to(request) or response

    return middleware
