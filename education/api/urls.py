"""Routes of the read API."""

from __future__ import annotations

from django.urls import path, re_path

from education.api import views

app_name = "api"
urlpatterns = [
    path("api/", views.show_overview, name="overview"),
    path("api/texts.json", views.show_manifest, name="texts"),
    path("api/openapi.yaml", views.show_openapi, name="openapi"),
    path("changes.atom", views.show_atom_feed, name="changes_atom"),
    path("changes.json", views.show_json_feed, name="changes_json"),
    path("llms.txt", views.show_llms_text, name="llms_text"),
    re_path(r"^(?P<path>(?:[\w-]+/)*)index\.(?P<shape>json|md)$", views.show_text, name="text"),
]
