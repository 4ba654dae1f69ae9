"""Routes of the booklet and of the sheet for the fridge."""

from __future__ import annotations

from django.urls import path

from education.booklet import sheet, views

urlpatterns = [
    path("booklet/", views.choose_pages, name="booklet"),
    path("booklet/print/", views.print_booklet, name="booklet_print"),
    path("booklet/booklet.pdf", views.download_pdf, name="booklet_pdf"),
    path("booklet/code.svg", views.show_qr_code, name="booklet_code"),
    path("sheet/", sheet.show_sheet, name="sheet"),
    path("sheet/sheet.pdf", sheet.download_sheet, name="sheet_pdf"),
]
