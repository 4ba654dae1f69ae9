"""Filters of lists in the admin."""

from __future__ import annotations

from typing import Any

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter


class RadioFilter(ChoiceFilter):
    """Filter by one of a few choices, as radio buttons: Wagtail's menu cuts a wide select off."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": RadioSelect, "empty_label": gettext_lazy("All"), **kwargs})
