"""Views of the sizes of photos, and of errors of the server."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import Page, PageViewRestriction
from wagtail.views import authenticate_with_password
from wagtail.views import serve as wagtail_serve

from portal.web import ratelimit
from portal.web.decorators import read_only

_RETRY = 30  # seconds
_GUESSES, _WINDOW = 10, 15 * 60  # passwords of a client for a page, and seconds

logger = logging.getLogger("portal")


@read_only
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Return a photo in one of its sizes; in production nginx does so, and never asks."""
    try:
        return static.serve(request, path, document_root=str(Path(settings.MEDIA_ROOT, "images")))
    except OSError as error:  # a name that no file can have
        raise Http404 from error


serve_page = read_only(wagtail_serve)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_with_password(
    request: HttpRequest, page_view_restriction_id: int, page_id: int
) -> HttpResponseBase:
    """Return Wagtail's answer to the password of a page, or 429 after too many passwords."""
    name = f"page-password-{page_view_restriction_id}"
    if request.method != "POST" or ratelimit.is_allowed(name, request, _GUESSES, _WINDOW):
        return authenticate_with_password(request, page_view_restriction_id, page_id)
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)
    page = get_object_or_404(Page, pk=page_id).specific
    form = PasswordViewRestrictionForm(
        instance=restriction, initial={"return_url": page.get_url(request) or "/"}
    )
    response = page.serve_password_required_response(request, form, request.path)
    response.context_data["too_many"] = True
    response.status_code = 429
    response["Retry-After"] = str(_WINDOW)
    return response


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
