"""Fields of texts with marks."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.fields import RichTextField

from education.content.blocks.references import IndexedReference, References, find_marked


class MarkedTextField(RichTextField):
    """A rich text whose marks Wagtail's reference index knows."""

    def extract_references(self, value: str) -> Iterator[IndexedReference]:
        """Yield what the text links to, and what its marks name."""
        yield from super().extract_references(value)
        yield from find_marked([("", "", References.of(value))])
