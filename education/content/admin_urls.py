"""URL patterns of the lists from which the rich text editor chooses."""

from __future__ import annotations

from django.urls import path

from education.content.marks import list_choices

app_name = "marks"
urlpatterns = [path("marks/<slug:kind>/", list_choices, name="choices")]
