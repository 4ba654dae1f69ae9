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
        """Connect the signal handler."""
        from portal.operations import signal_handlers  # noqa: PLC0415 - models must be ready first

        # One app with models is enough: the signal is sent before all migrations.
        accounts = apps.get_app_config("accounts")
        pre_migrate.connect(signal_handlers.refuse_earlier_version, sender=accounts)
