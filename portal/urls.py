"""URL patterns of the portal. Those of pages come last."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.accounts.mfa.views import SignIn
from portal.accounts.views import OwnAccountView
from portal.static_pages.invalidation import atomic_writes
from portal.web.views import media, open_with_password, serve_page

handler400 = "education.content.views.bad_request"
handler404 = "education.content.views.not_found"
handler500 = "portal.web.views.server_error"

# One login, for readers of private pages too. It precedes Wagtail's login, which has no MFA.
_sign_in = [
    path("cms/login/", never_cache(SignIn.as_view()), name="wagtailadmin_login"),
    # Wagtail's view forgets the session's cookie even when it refuses a GET.
    path(
        "cms/logout/",
        never_cache(require_POST(LogoutView.as_view())),
        name="wagtailadmin_logout",
    ),
    path("cms/second-factor/", include("portal.accounts.urls")),
    path("cms/second-factor/", include("portal.accounts.mfa.urls")),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
]

# Our account view precedes Wagtail's.
_account = require_admin_access(OwnAccountView.as_view())
_admin = [
    path("account/", _account, name="wagtailadmin_account"),
    # Wagtail's fails on purpose, to show a page of errors.
    path(
        "failwhale/",
        RedirectView.as_view(pattern_name="wagtailadmin_home"),
        name="wagtailadmin_error_test",
    ),
    *wagtailadmin_urls.urlpatterns,
]

urlpatterns = [
    *_sign_in,
    path("cms/", include(decorate_urlpatterns(_admin, atomic_writes))),
    path("search/", include("education.search.urls")),
    path("feedback/", include("education.feedback.urls")),
    path("infobutton/", include("education.infobutton.urls")),
    path("", include("education.booklet.urls")),
    path("", include("education.api.urls")),
    path("", include("education.offline.urls")),
    path("", include("education.content.urls")),
    path("health/", include("portal.web.urls")),
    path("speech/", include("education.speech.urls")),
    path("media/images/<path:path>", media, name="media"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        open_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
]
