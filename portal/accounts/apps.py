"""The app of people and roles."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may do what."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        """Connects what happens at a sign-in."""
        from portal.accounts import sessions, signal_handlers  # noqa: F401, PLC0415 - models must be ready first
        from portal.accounts.mfa import session  # noqa: F401, PLC0415 - the same
