"""The register of sources."""

from __future__ import annotations

from collections.abc import Collection

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from education.content.enums import Register
from education.content.models.snippets import Snippet


class Source(Snippet):
    """A document that pages are based on. Texts cite it by its code: [S1]."""

    code = models.CharField(
        _("code"),
        max_length=8,
        validators=[RegexValidator(r"^[A-Z]{1,3}\d{1,4}$", _("Letters and a number, like S1."))],
        help_text=_("How texts cite it: [S1]. It must never change."),
    )
    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("publisher"), max_length=200)
    author = models.CharField(_("author"), max_length=200, blank=True)
    kind = models.CharField(
        _("kind of document"),
        max_length=120,
        help_text=_("Such as review article, guide or book chapter."),
    )
    register = models.CharField(
        _("register"),
        max_length=20,
        choices=Register.choices,
        default=Register.PUBLIC,
        db_default=Register.PUBLIC,
        help_text=_("Readers see where each source comes from."),
    )
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        default="",
        db_default="",
        help_text=_("Where readers can read it themselves."),
    )
    published = models.DateField(
        _("date of publication"),
        null=True,
        blank=True,
        help_text=_("The day that the document itself shows; leave it empty where it shows none."),
    )
    date_seen = models.DateField(_("date seen"), help_text=_("The day on which you read it."))

    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("register")]),
        FieldPanel("title"),
        FieldPanel("publisher"),
        FieldPanel("author"),
        FieldPanel("kind"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("published"), FieldPanel("date_seen")]),
    ]
    search_fields = [
        index.AutocompleteField(name) for name in ("code", "title", "publisher", "author")
    ]

    class Meta(Snippet.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "code"],
                name="source_code_once_a_locale",
                violation_error_message=_("Another source has this code."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"

    @property
    def provenance(self) -> str:
        """Return the sentence that tells readers where this source comes from."""
        if self.register == Register.PUBLIC:
            return _("Added from: %(publisher)s") % {"publisher": self.publisher}
        return str(Register(self.register).label)

    @classmethod
    def with_codes(cls, codes: Collection[str], locale_id: int) -> QuerySet[Source]:
        """Return the published sources with these codes in one language."""
        return cls.objects.public().filter(code__in=codes, locale_id=locale_id)
