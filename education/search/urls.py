"""The route of the search page."""

from __future__ import annotations

from django.urls import path

from education.search import views

app_name = "search"
urlpatterns = [path("", views.search, name="results")]
