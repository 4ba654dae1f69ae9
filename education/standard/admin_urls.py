"""URL patterns of the guide to the standard, and of the checks of a form."""

from __future__ import annotations

from django.urls import path

from education.standard import views

urlpatterns = [
    path("content-standard/", views.show_guide, name="content_standard"),
    path("content-standard/page/<int:page_id>/", views.judge_page, name="standard_of_page"),
    path(
        "content-standard/new/<slug:app_label>/<slug:model_name>/<int:parent_page_id>/",
        views.judge_new_page,
        name="standard_of_new_page",
    ),
    path(
        "content-standard/snippet/<slug:app_label>/<slug:model_name>/",
        views.judge_snippet,
        name="standard_of_snippet",
    ),
    path(
        "content-standard/snippet/<slug:app_label>/<slug:model_name>/<int:pk>/",
        views.judge_snippet,
        name="standard_of_snippet",
    ),
]
