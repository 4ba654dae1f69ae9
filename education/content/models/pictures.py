"""The picture library: our own drawings, kept as SVG text so that a page can hold them inline."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets.slug import SlugInput
from wagtail.models import PreviewableMixin
from wagtail.search import index

from education.content.models.snippets import SLUG_TAKEN, SluggedMixin, Snippet
from education.content.picture_forms import PictureForm
from education.content.svg import read_drawing, with_own_ids

_PALETTE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")


class Picture(PreviewableMixin, SluggedMixin, Snippet):
    """A drawing that follows the page's colors in light, dark and print."""

    title = models.CharField(_("title"), max_length=120)
    svg = models.TextField(
        _("SVG"),
        help_text=_(
            "The drawing as text: choose the .svg file below, or open it in a text editor and "
            "paste all of it. What Inkscape or Illustrator adds is removed when you save."
        ),
    )
    svg_narrow = models.TextField(
        _("SVG for narrow screens"),
        blank=True,
        help_text=_("The same drawing for a phone, if the wide one gets too small to read."),
    )
    words = models.TextField(
        _("the picture in words"),
        help_text=_(
            "All that it shows, for a reader who cannot see it. Shown under the picture, unless "
            "the page has words of its own."
        ),
    )

    panels = [
        TitleFieldPanel("title", placeholder=False, classname=""),
        FieldPanel("slug", widget=SlugInput),
        FieldPanel("words"),
        FieldPanel("svg"),
        FieldPanel("svg_file"),
        FieldPanel("svg_narrow"),
        FieldPanel("svg_narrow_file"),
    ]
    base_form_class = PictureForm
    search_fields = [index.AutocompleteField("title"), index.AutocompleteField("words")]

    class Meta(Snippet.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="picture_slug_once_a_locale",
                violation_error_message=SLUG_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Clean both drawings. Raise ValidationError for a drawing that cannot be shown."""
        super().clean()
        problems = {}
        for name in ("svg", "svg_narrow"):
            if text := getattr(self, name):
                try:
                    setattr(self, name, read_drawing(text))
                except ValidationError as error:
                    problems[name] = error
        if problems:
            raise ValidationError(problems)

    def drawings(self, prefix: str) -> str:
        """Return the drawing, and the one for narrow screens, with ids that start with a prefix."""
        narrow = with_own_ids(self.svg_narrow, f"{prefix}n-")
        return with_own_ids(self.svg, f"{prefix}-") + narrow

    def drawing_on_paper(self, prefix: str) -> str:
        """Return the drawing in fixed light colors, for what has no CSS variables of ours."""
        return _PALETTE.sub(r"\1", with_own_ids(self.svg, f"{prefix}-"))

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Return the template of a page with the drawing alone."""
        return "content/picture_preview.html"
