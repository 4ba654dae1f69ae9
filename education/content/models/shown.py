"""Content of the libraries that a text shows, which a sign-off covers with the text."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model
from wagtail.blocks import StreamValue

from education.content.blocks import References
from education.content.models.pictures import Picture
from education.content.models.sources import Source
from education.review.models import register_shown_content

register_shown_content(Picture, ["title", "svg", "svg_narrow", "words"])
register_shown_content(
    Source, ["code", "title", "publisher", "author", "kind", "register", "url", "published"]
)


def find_shown_content(bodies: Iterable[StreamValue | str], locale_id: int) -> list[Model]:
    """Return the pictures that streams choose and the sources that they cite. Two queries."""
    references = References.of(*bodies)
    pictures = Picture.objects.filter(pk__in=references.pictures)
    sources = Source.objects.filter(code__in=references.sources, locale_id=locale_id)
    return [*pictures, *sources]
