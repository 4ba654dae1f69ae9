"""URL patterns of MFA. Of django-allauth's views the portal has only these."""

from __future__ import annotations

from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.accounts.mfa.middleware import finish_enrolment, mfa_reauthentication_required
from portal.accounts.mfa.views import Overview, RemovePasskey, SecondFactor

# The names are those that django-allauth looks for.
_own = [
    path("", Overview.as_view(), name="mfa_index"),
    path("app/", activate_totp, name="mfa_activate_totp"),
    path("app/remove/", deactivate_totp, name="mfa_deactivate_totp"),
    path("passkey/", add_webauthn, name="mfa_add_webauthn"),
    path("passkey/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("recovery-codes/", finish_enrolment(view_recovery_codes), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
urlpatterns = decorate_urlpatterns(
    [
        path("check/", SecondFactor.as_view(), name="second_factor"),
        *decorate_urlpatterns(_own, mfa_reauthentication_required),
    ],
    never_cache,
)
