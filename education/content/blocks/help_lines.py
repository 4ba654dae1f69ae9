"""Help lines that an admin lists in the site settings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HelpLineBlock(blocks.StructBlock):
    """A telephone line or service that readers can turn to."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    number = blocks.CharBlock(
        label=_("Number"),
        max_length=60,
        help_text=_("Completes “Call …”. Readers can tap a telephone number in it to call."),
    )
    hours = blocks.CharBlock(
        label=_("Hours"),
        required=False,
        max_length=120,
        help_text=_("For example “day and night”, or “Monday to Friday, 9 to 5”."),
    )
    language = blocks.CharBlock(
        label=_("Languages"),
        required=False,
        max_length=80,
        help_text=_("For example “English, Spanish”."),
    )
    for_whom = blocks.CharBlock(label=_("For whom or what"), required=False, max_length=160)
    url = blocks.URLBlock(label=_("Web address"), required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Help line")
