"""Record what the fixtures have brought in."""

from __future__ import annotations

from django.db import models


class Seeded(models.Model):
    """Something that the seed has created once.

    It is never created again: an editor who deletes or renames it has the last word.
    """

    key = models.CharField(max_length=255, unique=True)

    class Meta:
        verbose_name = "seeded thing"

    def __str__(self) -> str:
        return self.key
