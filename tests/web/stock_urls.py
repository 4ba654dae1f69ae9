"""The portal's addresses with Wagtail's own routing, to compare ours with."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls

from portal import urls

handler400 = urls.handler400
handler404 = urls.handler404
handler500 = urls.handler500
urlpatterns = [
    *(one for one in urls.urlpatterns if getattr(one, "name", "") != "wagtail_serve"),
    path("", include(wagtail_urls)),
]
