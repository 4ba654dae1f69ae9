"""Backups, and what brings one back."""

from __future__ import annotations

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Database and media in one file that can prove it is whole (docs/decisions/019-backups.md)."""

    name = "portal.operations"
    label = "operations"
    verbose_name = "Operations"
