"""Blocks of pictures and tables."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from education.content.blocks.choosers import PictureChoice, get_examples
from education.content.blocks.rich_text import prose

_GROUP = _("Pictures and tables")
WIDEST = 4  # Content standard, row 17: four columns at most.


class FigureBlock(blocks.StructBlock):
    """A picture with a caption and its meaning in words."""

    picture = PictureChoice(
        label=_("Picture"), help_text=_("A drawing from the picture library of this guide.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=200, help_text=_("One line that says what it shows.")
    )
    words = prose(
        label=_("This picture in words"),
        help_text=_("What it means, with its source: not what is drawn, nor the caption again."),
    )

    def get_preview_value(self) -> Any:
        """Add a picture from the library to the preview."""
        value = super().get_preview_value()
        value["picture"] = next(iter(get_examples(self.child_blocks["picture"], 1)), None)
        return value

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _GROUP
        description = _("A drawing from the picture library, with caption and the same in words.")
        styles = ("art", "drawn", "figure")
        template = "blocks/figure.html"
        preview_value = {
            "caption": "Where each kind of treatment works.",
            "words": "<p>Surgery acts on one area. Drugs can reach the whole body.</p>",
        }


class TableBlock(TypedTableBlock):
    """A small table whose first column names the row."""

    text = prose(label=_("Text"))

    def clean(self, value: Any) -> Any:
        """Raise ValidationError for a table without a caption or with more than four columns."""
        value = super().clean(value)
        if not value.caption:
            raise ValidationError(_("Give the table a caption: it is what a listener hears first."))
        if len(value.columns) > WIDEST:
            raise ValidationError(_("A table has four columns at most."))
        return value

    class Meta:
        icon = "table"
        label = _("Table")
        group = _GROUP
        description = _("Four columns at most. The first column names the row.")
        template = "blocks/table.html"
        preview_value = {
            "caption": "Words you may hear",
            "columns": [
                {"type": "text", "heading": "You may hear"},
                {"type": "text", "heading": "In plain words"},
            ],
            "rows": [{"values": ["<p>Metastasis</p>", "<p>Cancer that has spread</p>"]}],
        }
