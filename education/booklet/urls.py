"""Route the booklet."""

from __future__ import annotations

from django.urls import path

from education.booklet import views

urlpatterns = [
    path("", views.gather, name="booklet"),
    path("print/", views.print_out, name="booklet_print"),
    path("booklet.pdf", views.save, name="booklet_pdf"),
    path("code.svg", views.code, name="booklet_code"),
]
