"""URL patterns of the guide to the standard, and of the checks of a form."""

from __future__ import annotations

from django.urls import path

from education.standard import views

app_name = "content_standard"
urlpatterns = [
    path("content-standard/", views.show_guide, name="guide"),
    path("content-standard/page/<int:page_id>/", views.check_page, name="check_page"),
    path(
        "content-standard/new/<slug:app_label>/<slug:model_name>/<int:parent_page_id>/",
        views.check_new_page,
        name="check_new_page",
    ),
    path(
        "content-standard/snippet/<slug:app_label>/<slug:model_name>/",
        views.check_snippet,
        name="check_snippet",
    ),
    path(
        "content-standard/snippet/<slug:app_label>/<slug:model_name>/<int:pk>/",
        views.check_snippet,
        name="check_snippet",
    ),
]
