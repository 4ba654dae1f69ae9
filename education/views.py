"""Addresses that are not pages."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from education.sitemaps import SITEMAPS
from portal.routing import frame_for


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address, for search engines."""
    frame_for(request)
    sitemaps: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
        name: kind(request) for name, kind in SITEMAPS.items()
    }
    return django_sitemap(request, sitemaps=sitemaps)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines are welcome everywhere but on the editors' side and in search results."""
    return render(request, "robots.txt", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A friendly 404 with ways on."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A calm 500 that asks nothing of the database, which may be what broke."""
    return render(request, "500.html", status=500)
