"""Routes of recordings."""

from __future__ import annotations

from django.urls import re_path

from education.speech import views

app_name = "speech"
urlpatterns = [
    re_path(r"^(?P<file>[a-z]+-[0-9]+/[0-9a-f]{32}\.(?:mp3|json))$", views.serve, name="file"),
]
