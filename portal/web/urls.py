"""URL patterns of the health checks."""

from __future__ import annotations

from django.urls import path

from portal.web import health

app_name = "health"
urlpatterns = [
    path("live/", health.live, name="live"),
    path("ready/", health.ready, name="ready"),
]
