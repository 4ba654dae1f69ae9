"""Groups of words that mean the same to the search."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from education.content.models.snippets import Snippet, lines
from education.content.validators import check_name


class SynonymGroup(Snippet):
    """Words that mean the same or nearly the same. A search for one finds the others."""

    preferred = models.CharField(
        _("preferred word"), max_length=80, help_text=_("The word that this guide uses.")
    )
    words = models.TextField(
        _("words"), help_text=_("What people may type, misspellings too. One per line.")
    )

    guess = models.BooleanField(
        _("may be guessed"),
        default=True,
        db_default=True,
        help_text=_(
            "Whether the spelling help may offer these words. Take the tick away from words that "
            "nobody should be shown who did not type them, such as those about dying."
        ),
    )

    # Imports may write a note here; no clinician reviews synonyms.
    reviewer_note = models.TextField(
        _("note"), blank=True, help_text=_("For other editors. Readers never see it.")
    )

    panels = [
        FieldPanel("preferred"),
        FieldPanel("words"),
        FieldPanel("guess"),
        FieldPanel("reviewer_note"),
    ]
    search_fields = [index.AutocompleteField("preferred"), index.AutocompleteField("words")]

    class Meta(Snippet.Meta):
        verbose_name = _("synonym group")
        verbose_name_plural = _("synonym groups")
        ordering = ["preferred"]

    def __str__(self) -> str:
        return self.preferred

    def clean(self) -> None:
        """Raise ValidationError for a preferred word in use, whatever its case and number."""
        super().clean()
        check_name(self, "preferred")

    @property
    def all_words(self) -> list[str]:
        """Return the preferred word and the others, each once."""
        return list(dict.fromkeys([self.preferred, *lines(self.words)]))
