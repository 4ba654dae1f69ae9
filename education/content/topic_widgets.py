"""The form widget of topics, a short and fixed list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from taggit.utils import parse_tags


class TopicCheckboxes(forms.CheckboxSelectMultiple):
    """A checkbox for each topic, for the form field of tags, which expects their names."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Return the topics in the order of readers, as fetched when the form is shown."""
        names = apps.get_model("content", "Topic").objects.values_list("name", flat=True)
        self.choices = [(topic, topic) for topic in names]
        return super().optgroups(name, value, attrs)

    def format_value(self, value: Any) -> list[str]:
        """Return the names of tags, or of those that were sent and are shown again."""
        names = parse_tags(value) if isinstance(value, str) else value or []
        return [str(one) for one in names]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        """Return the names of the checked topics, quoted for the form field of tags."""
        sent = super().value_from_datadict(data, files, name) or []
        names = [sent] if isinstance(sent, str) else sent
        return ", ".join(f'"{one}"' for one in names if one)
