"""Everything that the database holds, to see whether something changed."""

from __future__ import annotations

from typing import Any

from django.apps import apps


def counts() -> dict[str, int]:
    """The number of rows of each table."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def contents() -> dict[str, list[Any]]:
    """Every row of each table."""
    return {
        model._meta.label: [*model._base_manager.order_by("pk").values_list()]
        for model in apps.get_models()
    }
