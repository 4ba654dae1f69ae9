"""The words of the guide, with which misspellings are compared."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

LONGEST_KEY = 100
# Prefixes of the key of a spelling, before the stem of the word.
STEM = "="
HIDDEN = "~"  # for a word that finds texts and is never shown
_BATCH = 2000


class SearchSpelling(models.Model):
    """A word of the guide and its stem, with which misspellings are compared."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=LONGEST_KEY)
    word = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        verbose_name = _("search spelling")
        verbose_name_plural = _("search spellings")
        constraints = [
            models.UniqueConstraint(fields=["locale", "key", "word"], name="search_spelling_once")
        ]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def vocabulary(cls, locale_id: int) -> list[str]:
        """Return the words that readers see somewhere in the guide."""
        shown = cls.objects.filter(locale_id=locale_id, key__startswith=STEM)
        return [*shown.values_list("word", flat=True)]

    @classmethod
    def write(cls, locale_id: int, spellings: Iterable[tuple[str, str]]) -> None:
        """Add the spellings (key, word) that are new.

        They are sorted, so that two writers cannot block each other.
        """
        wanted = set(spellings)
        there = cls.objects.filter(locale_id=locale_id, key__in={key for key, _word in wanted})
        new = sorted(wanted - set(there.values_list("key", "word")))
        SearchSpelling.objects.bulk_create(
            (SearchSpelling(locale_id=locale_id, key=key, word=word) for key, word in new),
            batch_size=_BATCH,
            ignore_conflicts=True,
        )
