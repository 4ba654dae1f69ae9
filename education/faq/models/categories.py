"""Categories of questions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from education.content.models.snippets import SLUG_TAKEN, SluggedMixin, Snippet
from education.review.models import register_shown_content


class FAQCategory(SluggedMixin, Snippet):
    """A group of questions, with a name, a lead and a place in the list."""

    name = models.CharField(_("name"), max_length=80)
    lead = models.CharField(_("lead"), max_length=200, help_text=_("One line under the name."))
    sort_order = models.PositiveSmallIntegerField(
        _("place in the list"), default=0, help_text=_("1 comes first.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("lead"),
        FieldPanel("sort_order"),
    ]
    search_fields = [index.AutocompleteField("name")]

    class Meta(Snippet.Meta):
        verbose_name = _("FAQ category")
        verbose_name_plural = _("FAQ categories")
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "slug"],
                name="category_slug_once_a_locale",
                violation_error_message=SLUG_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.name


register_shown_content(FAQCategory, ["name"], _("The name of this question’s category changed."))
