"""System checks of the house's own rules."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from wagtail.models import get_page_models

from education.blocks import BodyBlock
from education.models import ContentPage


@register()
def page_types_are_described(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every page type says in words what it is for."""
    return [
        Error(f"{model.__name__} has no page_description.", obj=model, id="education.E001")
        for model in get_page_models()
        if issubclass(model, ContentPage) and model.is_creatable and not model.page_description
    ]


@register()
def blocks_are_described(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every block of a body shows icon, group and description before it is chosen."""
    return [
        Error(f"Block “{name}” has no description or group.", id="education.E002")
        for name, block in BodyBlock().child_blocks.items()
        if not (block.meta.icon and block.meta.group and block.get_description())
    ]
