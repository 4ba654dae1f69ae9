"""View for errors of the server."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_RETRY = 30  # seconds

logger = logging.getLogger("portal")


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
