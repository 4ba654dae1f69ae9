"""Every address of the portal. The pages' own addresses come last."""

from __future__ import annotations

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from education import views
from education.booklet import views as booklet
from education.search.views import search
from portal import health, routing
from portal.pagestore.changing import whole_or_not

handler400 = "education.views.bad_request"
handler404 = "education.views.not_found"
handler500 = "education.views.server_error"

# Wagtail's doors for readers of private pages. It serves no pages here: portal.routing does.
_doors = [one for one in wagtail_urls.urlpatterns if one.name != "wagtail_serve"]

urlpatterns = [
    path("cms/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, whole_or_not))),
    path("search/", search, name="search"),
    path("booklet/", booklet.gather, name="booklet"),
    path("booklet/print/", booklet.print_out, name="booklet_print"),
    path("booklet/booklet.pdf", booklet.save, name="booklet_pdf"),
    path("booklet/code.svg", booklet.code, name="booklet_code"),
    path("feedback/", views.feedback, name="feedback"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    *_doors,
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
]
