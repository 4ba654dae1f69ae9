"""Every address of the portal. The pages' own addresses come last."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from education.booklet import sheet
from education.booklet import views as booklet
from education.content import views
from education.search.views import search
from portal.accounts.mfa import urls as second_factor_urls
from portal.accounts.mfa.views import SignIn
from portal.accounts.views import OwnAccountView
from portal.static_pages.invalidation import whole_or_not
from portal.web import health, page_router

handler400 = "education.content.views.bad_request"
handler404 = "education.content.views.not_found"
handler500 = "education.content.views.server_error"

# Wagtail's door to pages that have a password. It serves no pages here: portal.web.page_router does.
_doors = [
    one
    for one in wagtail_urls.urlpatterns
    if one.name not in {"wagtail_serve", "wagtailcore_login"}
]
# The one door, for readers of private pages too. It stands before Wagtail's, which asks less.
_one_door = [
    path("cms/login/", never_cache(SignIn.as_view()), name="wagtailadmin_login"),
    path("cms/logout/", never_cache(LogoutView.as_view()), name="wagtailadmin_logout"),
    path("cms/second-factor/", include(second_factor_urls)),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
]

# Ours stand before Wagtail's.
_account = require_admin_access(OwnAccountView.as_view())
_editors = [
    path("account/", _account, name="wagtailadmin_account"),
    *wagtailadmin_urls.urlpatterns,
]

urlpatterns = [
    *_one_door,
    path("cms/", include(decorate_urlpatterns(_editors, whole_or_not))),
    path("search/", search, name="search"),
    path("booklet/", booklet.gather, name="booklet"),
    path("booklet/print/", booklet.print_out, name="booklet_print"),
    path("booklet/booklet.pdf", booklet.save, name="booklet_pdf"),
    path("booklet/code.svg", booklet.code, name="booklet_code"),
    path("sheet/", sheet.show, name="sheet"),
    path("sheet/sheet.pdf", sheet.save, name="sheet_pdf"),
    path("feedback/", views.feedback, name="feedback"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", views.sitemap_part, name="sitemap_part"),
    path("robots.txt", views.robots, name="robots"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    *_doors,
    re_path(wagtail_urls.serve_pattern, page_router.serve, name="wagtail_serve"),
]
