"""App configuration of accounts, and of Wagtail's users app with our user model."""

from __future__ import annotations

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """App for users, logins and MFA."""

    default = True  # Marks the app config that Django uses, as this module has two.
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        """Connect the signal handlers of a sign-in."""
        from portal.accounts import sessions, signal_handlers  # noqa: F401, PLC0415 - models must be ready first
        from portal.accounts.mfa import session  # noqa: F401, PLC0415 - the same


class UsersAppConfig(WagtailUsersAppConfig):
    """Wagtail's users app, with professional title and credentials in its forms."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
