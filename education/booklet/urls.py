"""Route the booklet, and the sheet for the fridge."""

from __future__ import annotations

from django.urls import path

from education.booklet import sheet, views

urlpatterns = [
    path("booklet/", views.gather, name="booklet"),
    path("booklet/print/", views.print_out, name="booklet_print"),
    path("booklet/booklet.pdf", views.save, name="booklet_pdf"),
    path("booklet/code.svg", views.code, name="booklet_code"),
    path("sheet/", sheet.show, name="sheet"),
    path("sheet/sheet.pdf", sheet.save, name="sheet_pdf"),
]
