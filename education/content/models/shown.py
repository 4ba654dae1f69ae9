"""Content of the libraries that a text shows, which a sign-off covers with the text."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.images.models import Image

from education.content.blocks import References
from education.content.models.pictures import Picture
from education.content.models.sources import Source
from education.review.models import register_shown_content

register_shown_content(Image, ["file", "file_hash"], _("A photo of this text changed."))
register_shown_content(
    Picture, ["title", "svg", "svg_narrow", "words"], _("A picture of this text changed.")
)
register_shown_content(
    Source,
    ["code", "title", "publisher", "author", "kind", "register", "url", "published"],
    _("A source of this text changed."),
)


def find_shown_content(bodies: Iterable[StreamValue | str], locale_id: int) -> list[Model]:
    """Return the pictures and photos that streams choose, and the sources that they cite."""
    references = References.of(*bodies)
    pictures = Picture.objects.filter(pk__in=references.pictures)
    photos = Image.objects.filter(pk__in=references.photos)
    sources = Source.objects.filter(code__in=references.sources, locale_id=locale_id)
    return [*pictures, *photos, *sources]
