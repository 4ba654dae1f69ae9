"""Fields whose references Wagtail's reference index knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from education.content.blocks.references import IndexedReference, References, find_marked


class MarkedTextField(RichTextField):
    """A rich text whose marks Wagtail's reference index knows."""

    def extract_references(self, value: str) -> Iterator[IndexedReference]:
        """Yield what the text links to, and what its marks name."""
        yield from super().extract_references(value)
        yield from find_marked([("", "", References.of(value))])


class IndexedManyToManyField(ParentalManyToManyField):
    """A choice of several rows, which Wagtail's reference index knows as it knows a foreign key."""

    def extract_references(self, value: Iterable[Model]) -> Iterator[IndexedReference]:
        """Yield the rows that are chosen."""
        for one in value:
            yield type(one), str(one.pk), "", ""
