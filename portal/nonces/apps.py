"""Puts the nonce where Wagtail writes a script in Python."""

from __future__ import annotations

from django.apps import AppConfig


class NoncesConfig(AppConfig):
    """Wagtail's choosers; all its other inline scripts stand in templates that ours extend."""

    name = "portal.nonces"

    def ready(self) -> None:
        """Once, when all apps are there."""
        from wagtail.admin.widgets import BaseChooser  # noqa: PLC0415 - it needs the apps

        from portal.nonces.choosers import signed  # noqa: PLC0415 - the same

        BaseChooser.render = signed(BaseChooser.render)
