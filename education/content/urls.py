"""Route what is no page: the sheet, sitemaps and robots.txt."""

from __future__ import annotations

from django.urls import path

from education.content import sheet, views

urlpatterns = [
    path("sheet/", sheet.show, name="sheet"),
    path("sheet/sheet.pdf", sheet.save, name="sheet_pdf"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
]
