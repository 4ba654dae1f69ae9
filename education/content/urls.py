"""Routes of the sitemaps and robots.txt."""

from __future__ import annotations

from django.urls import path

from education.content import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
]
