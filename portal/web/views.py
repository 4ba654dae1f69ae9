"""Views of the sizes of photos, and of errors of the server."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views import static
from django.views.decorators.http import require_safe

_RETRY = 30  # seconds

logger = logging.getLogger("portal")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return a photo in one of its sizes; in production nginx does so, and never asks."""
    return static.serve(request, path, document_root=str(Path(settings.MEDIA_ROOT, "images")))


def server_error(request: HttpRequest) -> HttpResponse:
    """Return a 500 page, or the 503 page with Retry-After while the database is unavailable.

    As `handler500`, it hears of every exception: of views, of middleware, and of the 404 page.
    Neither page makes a query.
    """
    error = sys.exc_info()[1]
    if not isinstance(error, OperationalError | InterfaceError):
        return render(request, "500.html", status=500)
    logger.error("The database does not answer: %s", error)
    response = render(request, "503.html", status=503)
    response["Retry-After"] = str(_RETRY)
    response["Cache-Control"] = "no-store"
    return response
