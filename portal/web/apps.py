"""App configuration that makes Wagtail stricter where it has no setting for that."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """App that adds nonces to Wagtail's inline scripts and escapes formulas in its exports."""

    name = "portal.web"

    def ready(self) -> None:
        """Patch Wagtail's choosers and exports."""
        # These modules need the app registry.
        from wagtail.admin.views.mixins import SpreadsheetExportMixin  # noqa: PLC0415
        from wagtail.admin.widgets import BaseChooser  # noqa: PLC0415

        from portal.web.csp_nonce import add_nonce  # noqa: PLC0415
        from portal.web.spreadsheets import escape_cells  # noqa: PLC0415

        BaseChooser.render = add_nonce(BaseChooser.render)
        SpreadsheetExportMixin.preprocess_field_value = escape_cells(
            SpreadsheetExportMixin.preprocess_field_value
        )
