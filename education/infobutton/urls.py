"""Routes of the answers for health records."""

from __future__ import annotations

from django.urls import path, re_path

from education.infobutton import views

app_name = "infobutton"
urlpatterns = [
    path("", views.page, name="page"),
    re_path(r"^service/?$", views.service, name="service"),
]
