"""URL patterns of the lists from which the rich text editor chooses."""

from __future__ import annotations

from django.urls import path

from education.content import marks

app_name = "marks"
urlpatterns = [
    path("marks/sources/", marks.list_sources, name="sources"),
    path("marks/terms/", marks.list_terms, name="terms"),
]
