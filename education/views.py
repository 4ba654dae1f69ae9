"""Addresses that are not pages."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Page

from education.choices import Answer
from education.models import Feedback
from education.models.feedback import Subject
from education.sitemaps import sitemaps, sitemaps_in_parts
from portal import limits
from portal.routing import Frame, frame_for, without_stray_end

_ANSWERS, _SECONDS = 20, 600  # So many may come from one client in ten minutes.


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address, for search engines; of a big guide the addresses of the parts."""
    whole = sitemaps(request)
    if any(one.is_long for one in whole.values()):
        parts = sitemaps_in_parts(request)
        return sitemap_index(request, sitemaps=parts, sitemap_url_name="sitemap_part")
    return django_sitemap(request, sitemaps=whole)


@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """A part of the addresses of a big guide."""
    return django_sitemap(request, sitemaps=sitemaps_in_parts(request), section=section)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome everywhere but on the editors' side and in search results."""
    return render(request, "robots.txt", content_type="text/plain")


# No token against forgery: it would need a cookie, and there is nothing to forge. The answer acts
# in nobody's name, reads no session, and adds one to a number.
@csrf_exempt
@cache_control(no_store=True)
def feedback(request: HttpRequest) -> HttpResponse:
    """Counts what a reader answers to "Was this page helpful?", and says thank you."""
    frame = frame_for(request)
    if request.method != "POST":
        return _not_counted(request, 405, {}, {"Allow": "POST"})
    key = request.POST.get("about", "")
    subject = Feedback.subject(request, key)
    # The way back comes from the database, so that no form can send a reader elsewhere.
    address = _address(frame, subject)
    if subject is None or not address:
        return _not_counted(request, 404, {})
    context: dict[str, Any] = {"subject": subject, "address": address, "key": key}
    try:
        answer = Answer(request.POST.get("answer", ""))
    except ValueError:
        return _not_counted(request, 400, context)
    if not limits.allow("feedback", request, _ANSWERS, _SECONDS):
        return _not_counted(request, 429, context, {"Retry-After": str(_SECONDS)})
    Feedback.add(subject, answer)
    context |= {"answer": answer, "reasons": Answer.reasons()}
    return render(request, "education/feedback.html", context)


def _address(frame: Frame, subject: Subject | None) -> str | None:
    if isinstance(subject, Page):
        return frame.url_of(subject)
    return subject.get_absolute_url() if subject else None


def _not_counted(
    request: HttpRequest,
    status: int,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    context = {**context, "status": status, "minutes": _SECONDS // 60}
    response = render(request, "education/feedback_not_counted.html", context, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A plain 400 that reads no form: Django's own does, and breaks on what was bad about it."""
    return HttpResponse(_("This request cannot be read."), status=400, content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A friendly 404 with ways on, or the way to the address without a stray sign at its end."""
    return without_stray_end(request) or render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A calm 500 that asks nothing of the database, which may be what broke."""
    return render(request, "500.html", status=500)
