"""URL patterns of MFA. Of django-allauth's views the portal has only these."""

from __future__ import annotations

from allauth.mfa.recovery_codes.views import generate_recovery_codes, view_recovery_codes
from allauth.mfa.totp.views import activate_totp, deactivate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import path
from django.views.decorators.cache import never_cache

from portal.accounts.mfa.middleware import View, finish_enrolment, mfa_reauthentication_required
from portal.accounts.mfa.views import Overview, RemovePasskey


def _account_view(view: View) -> View:
    return never_cache(mfa_reauthentication_required(view))


# The names are those that django-allauth looks for.
urlpatterns = [
    path("", _account_view(Overview.as_view()), name="mfa_index"),
    path("app/", _account_view(activate_totp), name="mfa_activate_totp"),
    path("app/remove/", _account_view(deactivate_totp), name="mfa_deactivate_totp"),
    path("passkey/", _account_view(add_webauthn), name="mfa_add_webauthn"),
    path(
        "passkey/<int:pk>/remove/",
        _account_view(RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path(
        "recovery-codes/",
        _account_view(finish_enrolment(view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        _account_view(generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
