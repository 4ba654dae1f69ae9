"""Blocks of pictures, photos and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from education.content.blocks.base import SearchRole
from education.content.blocks.choosers import PhotoChoice, PictureChoice, get_examples
from education.content.blocks.markdown import MarkdownWriter
from education.content.blocks.rich_text import HELP, prose
from education.standard.extract import Position, rich
from education.standard.markup import plain
from education.standard.parts import Figure, Part, Photo, Table

_GROUP = _("Pictures and tables")
WIDEST = 4  # Content standard, row 17: four columns at most.


class FigureBlock(blocks.StructBlock):
    """A picture with a caption and its meaning in words."""

    checked_by_rules: ClassVar[tuple[str, ...]] = ("caption", "words")

    picture = PictureChoice(
        label=_("Picture"), help_text=_("A drawing from the picture library of this guide.")
    )
    caption = blocks.CharBlock(
        label=_("Caption"), max_length=200, help_text=_("One line that says what it shows.")
    )
    words = prose(
        required=False,
        label=_("This picture in words"),
        help_text=_(
            "What the picture means on this page, with its source. Leave this empty to use the "
            "words of the picture library."
        ),
    )

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the picture, its caption and its words."""
        words = list(rich(value["words"], position, "picture"))
        in_words = "\n".join(passage.text for passage in words)
        cited = tuple(code for passage in words for code in passage.citations)
        picture = str(value["picture"] or "")
        yield Figure(position.place, picture, value["caption"], in_words, cited, position.block_id)
        yield from rich(value["caption"], position, "caption")
        yield from words

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the slug of the picture, the caption and the words."""
        told = f"Caption: {value['caption']}\nIn words: {writer.rich(value['words'])}"
        return writer.directive("figure", writer.slug_of("pictures", value["picture"]), told)

    def get_preview_value(self) -> Any:
        """Add a picture from the library to the preview."""
        value = super().get_preview_value()
        value["picture"] = next(iter(get_examples(self.child_blocks["picture"], 1)), None)
        return value

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _GROUP
        description = _(
            "A drawing from the picture library, with a caption and a description in words."
        )
        styles = ("art", "drawn", "figure")
        template = "blocks/figure.html"
        preview_value = {
            "caption": "Where each kind of treatment works.",
            "words": "<p>Surgery acts on one area. Drugs can reach the whole body.</p>",
        }


class PhotoBlock(blocks.StructBlock):
    """A photo or scan with its text alternative, a caption and a credit."""

    image = PhotoChoice(help_text=_("A photo or scan from the image library, or a new one."))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What the photo shows, for a reader who cannot see it. One or two sentences."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"),
        required=False,
        max_length=200,
        help_text=_("Shown under the photo. Do not repeat the alternative text."),
    )
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=120,
        help_text=_("Who took the photo or holds the rights, if it must be named."),
    )

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the photo, its alternative text and its caption."""
        yield Photo(position.place, value["alt_text"], position.block_id)
        for name in ("alt_text", "caption"):
            yield from rich(value[name], position, "caption")

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return nothing: Markdown has no form for it."""
        return ""

    def get_preview_value(self) -> Any:
        """Add a photo from the library to the preview."""
        value = super().get_preview_value()
        value["image"] = self.child_blocks["image"].model_class.objects.first()
        return value

    class Meta:
        icon = "image"
        label = _("Photo")
        group = _GROUP
        description = _("A photo or scan from the image library, with its text alternative.")
        styles = ("photo",)
        template = "blocks/photo.html"
        preview_value = {"caption": "A room for an MRI scan.", "credit": "City Hospital"}


class _RawColumn(blocks.StructBlock):
    heading = blocks.CharBlock()


class _RawRow(blocks.StructBlock):
    values = blocks.ListBlock(prose())


class _RawTable(blocks.StructBlock):
    """The shape in which Wagtail stores a table."""

    caption = blocks.CharBlock()
    columns = blocks.ListBlock(_RawColumn())
    rows = blocks.ListBlock(_RawRow())


_RAW_TABLE = _RawTable()


class TableBlock(TypedTableBlock):
    """A small table whose first column names the row."""

    search_role: ClassVar[SearchRole] = "aside"

    text = prose(label=_("Text"), help_text="")

    @property
    def raw_shape(self) -> blocks.StructBlock:
        """Return the definition along which the raw data of a table is read."""
        return _RAW_TABLE

    def clean(self, value: Any) -> Any:
        """Raise ValidationError for a table without a caption or with more than four columns.

        A draft may be either.
        """
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value.caption:
            raise ValidationError(_("Give the table a caption: it is what a listener hears first."))
        if len(value.columns) > WIDEST:
            raise ValidationError(_("A table has four columns at most."))
        return value

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the rows as pairs of heading and cell."""
        headings = [column["heading"] for column in value.columns]
        rows = [[*zip(headings, row["values"], strict=False)] for row in value.row_data]
        return {**super().get_context(value, parent_context), "rows": rows}

    def get_standard_parts(self, value: Any, position: Position) -> Iterator[Part]:
        """Yield the table, its caption, its headings and its cells."""
        headings = tuple(plain(column["heading"]) for column in value["columns"])
        rows = tuple(tuple(row["values"]) for row in value["rows"])
        yield Table(position.place, value["caption"], headings, rows, position.block_id)
        yield from rich(value["caption"], position, "caption")
        yield from (position.passage("cell", heading) for heading in headings if heading)
        for row in rows:
            for cell in row:
                yield from rich(cell, position, "cell")

    def get_markdown(self, value: Any, writer: MarkdownWriter) -> str:
        """Return the caption and the rows, the first of which names the columns."""
        headings = [column["heading"] for column in value["columns"]]
        rows = [map(writer.inline, row["values"]) for row in value["rows"]]
        lines = "\n".join([_line(headings), f"|{'---|' * len(headings)}", *map(_line, rows)])
        return writer.directive("table", value["caption"], lines)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _GROUP
        description = _("Four columns at most. The first column names the row.")
        help_text = format_lazy(
            "{} {}",
            _("To fill it, paste a table from Word or a spreadsheet into any of its fields."),
            HELP,
        )
        template = "blocks/table.html"
        preview_value = {
            "caption": "Words you may hear",
            "columns": [
                {"type": "text", "heading": "You may hear"},
                {"type": "text", "heading": "In plain words"},
            ],
            "rows": [{"values": ["<p>Metastasis</p>", "<p>Cancer that has spread</p>"]}],
        }


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
