"""Records that a text shows, which a sign-off covers with the text."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
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


def find_shown_content(text: Any) -> list[Model]:
    """Return the pictures and photos that a text chooses, the sources it cites, and its topics."""
    references = References.of(*text.get_bodies())
    pictures = Picture.objects.filter(pk__in=references.pictures)
    photos = Image.objects.filter(pk__in=references.photos)
    sources = Source.objects.filter(code__in=references.sources, locale_id=text.locale_id)
    topics = [link.tag for link in text.topic_links.all()]
    return [*pictures, *photos, *sources, *topics]
