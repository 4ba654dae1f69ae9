"""Makes Wagtail stricter where it has no setting for that."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Scripts that Wagtail writes in Python get a nonce, and no exported cell is a formula."""

    name = "portal.web"

    def ready(self) -> None:
        """Once, when all apps are there."""
        # They need the apps.
        from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: PLC0415
        from wagtail.admin.widgets import BaseChooser  # noqa: PLC0415

        from portal.web.csp import add_nonce  # noqa: PLC0415
        from portal.web.spreadsheets import escape_cells  # noqa: PLC0415

        BaseChooser.render = add_nonce(BaseChooser.render)
        SpreadsheetExportMixin.preprocess_field_value = escape_cells(
            SpreadsheetExportMixin.preprocess_field_value
        )
