"""The portal's addresses, and one view that does nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from education.search import views
from portal import urls
from portal.urls import handler404, handler500  # noqa: F401 - Django reads them here

_BYTES = b"<!doctype html><title>bare</title>" + b"<p>a word </p>" * 1460  # 20 KB

views._MOST_IN_A_MINUTE = 1_000_000  # One client asks thousands of times.


def bare(request: HttpRequest) -> HttpResponse:
    """20 KB of fixed bytes behind the usual middleware."""
    return HttpResponse(_BYTES)


urlpatterns = [path("bench/bare/", bare), *urls.urlpatterns]
