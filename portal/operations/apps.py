"""App configuration of backup, restore and `serve`."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.db.models.signals import pre_migrate


class OperationsConfig(AppConfig):
    """App for backups: one file with a checksum (docs/decisions/019-backups.md)."""

    name = "portal.operations"
    label = "operations"
    verbose_name = "Operations"

    def ready(self) -> None:
        """Connect the signal handlers."""
        from portal.operations.signal_handlers import refuse_earlier_version  # noqa: PLC0415

        # One app with models is enough: the signal is sent before anything is migrated.
        pre_migrate.connect(refuse_earlier_version, sender=apps.get_app_config("accounts"))
