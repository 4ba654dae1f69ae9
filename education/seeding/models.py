"""Record of what the fixtures have created."""

from __future__ import annotations

from django.db import models


class SeedRecord(models.Model):
    """The key of an object that an import has created.

    The object is never created again: when an editor deletes or renames it, the change stays.
    """

    key = models.CharField(max_length=255, unique=True)

    class Meta:
        verbose_name = "seed record"

    def __str__(self) -> str:
        return self.key
