"""The app of people and roles."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may do what."""

    name = "portal.accounts"
    label = "accounts"
    verbose_name = "People"
