"""Blocks of lists: events in order, actions to take, actions to avoid."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from education.content.blocks.base import ContentBlock
from education.content.blocks.rich_text import ProseBlock, listed

_GROUP = _("Lists")


class StepsBlock(ProseBlock):
    """A numbered list of things that happen one after the other."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"features": ["ol", "bold", "italic", "link"], **kwargs})

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _GROUP
        description = _("A numbered list: things that happen one after the other.")
        styles = ("step-list",)
        template = "blocks/steps.html"
        preview_value = "<ol><li>They stick to the lining.</li><li>They cross it.</li></ol>"


class DoBlock(ContentBlock):
    """A list of actions for a reader to take."""

    added_heading: ClassVar[str] = "What you can do"

    items = listed(label=_("Actions"))

    class Meta:
        icon = "check"
        label = _("What you can do")
        group = _GROUP
        description = _("Actions, each starting with a verb.")
        template = "blocks/do.html"
        preview_value = {"items": "<ul><li>Write down your questions.</li></ul>"}


class DontBlock(ContentBlock):
    """A list of actions for a reader to avoid."""

    added_heading: ClassVar[str] = "What to avoid"

    items = listed(label=_("What to avoid"))

    class Meta:
        icon = "cross"
        label = _("What to avoid")
        group = _GROUP
        description = _("Each starts with “Do not”.")
        styles = ("do", "dont")
        template = "blocks/dont.html"
        preview_value = {"items": "<ul><li>Do not wait to get help.</li></ul>"}
