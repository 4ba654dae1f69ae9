"""System checks of the project's own rules."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info, register
from django.db import Error as DatabaseError
from wagtail.models import get_page_models

from education.content.blocks import BodyBlock
from education.content.models import ContentPage, SiteSettings


@register()
def page_types_are_described(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report page types that have no description."""
    return [
        Error(f"{model.__name__} has no page_description.", obj=model, id="content.E001")
        for model in get_page_models()
        if issubclass(model, ContentPage) and model.is_creatable and not model.page_description
    ]


@register()
def blocks_are_described(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report blocks of a body that have no icon, group or description."""
    return [
        Error(f"Block “{name}” has no description or group.", id="content.E002")
        for name, block in BodyBlock().child_blocks.items()
        if not (block.meta.icon and block.meta.group and block.get_description())
    ]


@register(deploy=True)
def settings_are_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn if the site settings lack a number to call or a contact."""
    try:
        missing = SiteSettings.unset_anywhere()
    except DatabaseError:
        return [Info("Whether the site settings are set is not known.", id="content.I001")]
    if not missing:
        return []
    return [
        checks.Warning(
            f"Not set in the site settings: {', '.join(missing)}.",
            hint="Readers need them. Set them in /cms/, under Settings, Site settings.",
            id="content.W001",
        )
    ]


def readiness_of_settings() -> str:
    """Return "ok", or the names of the settings that a live site lacks."""
    missing = [] if settings.DEBUG else SiteSettings.unset_anywhere()
    return f"not set: {', '.join(missing)}" if missing else "ok"
