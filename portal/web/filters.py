"""Filters of lists in the admin."""

from __future__ import annotations

from typing import Any

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter, ModelChoiceFilter


class _RadioButtonsMixin:
    """Mixin for a filter with radio buttons: Wagtail's menu cuts a wide select off."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": RadioSelect, "empty_label": gettext_lazy("All"), **kwargs})


class RadioFilter(_RadioButtonsMixin, ChoiceFilter):
    """Filter by one of a few choices."""


class ModelRadioFilter(_RadioButtonsMixin, ModelChoiceFilter):
    """Filter by one of a few rows of a model."""
