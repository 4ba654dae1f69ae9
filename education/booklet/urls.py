"""Routes of the booklet and of the sheet for the fridge."""

from __future__ import annotations

from django.urls import path, re_path

from education.booklet import sheet, views

app_name = "booklet"
urlpatterns = [
    path("booklet/", views.choose_pages, name="choose"),
    re_path(r"^booklet/(?:/+|/*\?(?P<query>.*))$", views.mend_address, name="mend"),
    path("booklet/print/", views.print_booklet, name="print"),
    path("booklet/booklet.pdf", views.download_pdf, name="pdf"),
    path("booklet/code.svg", views.show_qr_code, name="qr_code"),
    path("sheet/", sheet.show_sheet, name="sheet"),
    path("sheet/sheet.pdf", sheet.download_sheet, name="sheet_pdf"),
]
