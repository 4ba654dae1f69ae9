"""What Wagtail offers elsewhere, and a clinical text does not."""

from __future__ import annotations

from typing import Any

from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem


def without_publish(items: list[ActionMenuItem], model: Any) -> list[ActionMenuItem]:
    """A menu of actions without those that nobody may do with a clinical text."""
    if not getattr(model, "is_clinical", False):
        return items
    return [one for one in items if not isinstance(one, PublishMenuItem | UnpublishMenuItem)]
