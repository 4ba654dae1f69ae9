"""Configure accounts, and Wagtail's app of users with our user model's fields."""

from __future__ import annotations

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """Configure people and roles."""

    default = True  # Django looks for one; there are two here.
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        """Connect the signal handlers of a sign-in."""
        from portal.accounts import sessions, signal_handlers  # noqa: F401, PLC0415 - models must be ready first
        from portal.accounts.mfa import session  # noqa: F401, PLC0415 - the same


class UsersAppConfig(WagtailUsersAppConfig):
    """Show people and roles in `/cms/` with professional title and credentials."""

    user_viewset = "portal.accounts.viewsets.UserViewSet"
