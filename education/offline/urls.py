"""Routes of offline reading. The service worker and the manifest stand at the root."""

from __future__ import annotations

from django.urls import path

from education.offline import views

app_name = "offline"
urlpatterns = [
    path("offline/", views.show_page, name="page"),
    path("offline/not-kept/", views.show_not_kept, name="not_kept"),
    path("offline/forget/", views.forget, name="forget"),
    path("offline.json", views.list_pages, name="list"),
    path("sw.js", views.service_worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
