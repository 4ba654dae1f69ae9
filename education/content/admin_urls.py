"""URL patterns of the lists from which the rich text editor chooses."""

from __future__ import annotations

from django.urls import path

from education.content import mark_choices

app_name = "marks"
urlpatterns = [
    path("marks/sources/", mark_choices.list_sources, name="sources"),
    path("marks/terms/", mark_choices.list_terms, name="terms"),
]
