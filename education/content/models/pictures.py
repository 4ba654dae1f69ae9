"""The picture library: our own drawings, kept as SVG text so that a page can hold them inline."""

from __future__ import annotations

import re
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PreviewableMixin
from wagtail.search import index

from education.content.models.snippets import SLUG_TAKEN, SluggedMixin, Snippet

_SVG = "{http://www.w3.org/2000/svg}"
_WELCOME = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "svg",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
# Comments, CDATA and the like: a browser may end them elsewhere than an XML parser does.
_UNSEEN = re.compile(r"<[!?]")
_PALETTE = re.compile(r"var\(--[\w-]+,\s*([^()]+)\)")
_LOADS = re.compile(r"url\s*\((?!\s*[\"']?#)|\\", re.IGNORECASE)


def check_svg(text: str) -> None:
    """Raise ValidationError if a drawing could run code, load a file or link elsewhere.

    The message names the element or attribute.
    """
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ValidationError(_("This is not a well-formed SVG drawing: %s") % error) from error
    if root.tag != f"{_SVG}svg":
        raise ValidationError(_("A drawing begins with <svg xmlns=…>."))
    if "viewBox" not in root.attrib:
        raise ValidationError(_("The drawing needs a viewBox, so that it keeps its shape."))
    if _UNSEEN.search(text):
        raise ValidationError(_("A drawing holds no comments: nothing that begins with <! or <?"))
    for element in root.iter():
        if element.tag.removeprefix(_SVG) not in _WELCOME:
            name = element.tag.rpartition("}")[2]
            raise ValidationError(_("<%s> may not stand in a drawing.") % name)
        for attribute, value in element.attrib.items():
            _check_attribute(attribute.rpartition("}")[2], value)


def _check_attribute(name: str, value: str) -> None:
    leads_out = name == "href" and not value.startswith("#")
    runs = name.lower().startswith("on") or name == "style"
    if runs or leads_out or _LOADS.search(value):
        raise ValidationError(_("“%s” may not stand in a drawing.") % f'{name}="{value[:40]}"')


class Picture(PreviewableMixin, SluggedMixin, Snippet):
    """A drawing that follows the page's colors in light, dark and print."""

    title = models.CharField(_("title"), max_length=120)
    svg = models.TextField(
        _("SVG"),
        validators=[check_svg],
        help_text=_("The drawing as text. Its ids start with a prefix of their own."),
    )
    svg_narrow = models.TextField(
        _("SVG for narrow screens"),
        blank=True,
        validators=[check_svg],
        help_text=_("The same drawing for a phone, when the wide one becomes too small to read."),
    )
    words = models.TextField(
        _("the picture in words"),
        help_text=_("All that it shows, for a reader who cannot see it."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("words"),
        FieldPanel("svg"),
        FieldPanel("svg_narrow"),
    ]
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

    @property
    def svg_on_paper(self) -> str:
        """Return the drawing with fixed light colors, for renderers without CSS variables."""
        return _PALETTE.sub(r"\1", self.svg)

    def get_preview_template(self, request: object, mode_name: str) -> str:
        """Return the template of a page with the drawing alone."""
        return "content/picture_preview.html"
