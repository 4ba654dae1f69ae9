"""Routes of the sitemap and robots.txt."""

from __future__ import annotations

from django.urls import path

from education.content import views

app_name = "content"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
