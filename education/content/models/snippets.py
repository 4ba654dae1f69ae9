"""Base classes of questions, terms and other snippets: drafts, translations, history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from education.content.codes import find_unreadable_lines
from education.content.querysets import SnippetQuerySet
from education.standard.parts import Field, Unreadable

SLUG_TAKEN = _("This slug is taken. Choose another one.")


class Snippet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A record that is not a page, with drafts, history and workflow."""

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    objects = SnippetQuerySet.as_manager()

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in a transaction, as Wagtail saves pages, so that signal handlers run inside it."""
        super().save(*args, **kwargs)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raise ValidationError for what a locale has twice, though no form shows the locale."""
        super().validate_constraints({*(exclude or ())} - {"locale"})

    @property
    def revisions(self) -> models.QuerySet:
        """Return all revisions of this snippet."""
        return self._revisions

    @property
    def approved_schedule(self) -> bool:
        """Return whether a version is scheduled, as annotated by a listing if there is one."""
        if hasattr(self, "is_scheduled"):
            return self.is_scheduled
        return super().approved_schedule


class SluggedMixin(models.Model):
    """A slug, which is the last part of an address."""

    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("The last part of the address. Links break when it changes."),
    )

    class Meta:
        abstract = True


class ReviewerNoteMixin(models.Model):
    """A note with an open question to the clinical reviewer."""

    reviewer_note = models.TextField(
        _("note for the clinical reviewer"),
        blank=True,
        help_text=_("What the reviewer is asked to confirm. Readers never see it."),
    )

    class Meta:
        abstract = True


class CodedMixin(models.Model):
    """Codes by which record systems ask for a text."""

    codes = models.TextField(
        _("codes of record systems"),
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "ICD-10-CM, ICD-9-CM or MeSH, one per line: C79.51, 198.5, D009362. A code also stands "
            "for those below it. The text with the closest code comes first; of two with the same "
            "code, the one with (2) after it comes second. Readers never see them."
        ),
    )

    class Meta:
        abstract = True

    def find_unreadable_codes(self) -> list[Unreadable]:
        """Return the lines that are no codes, as the content standard reports them."""
        return find_unreadable_lines(Field.of(self, "codes"), self.codes)


def lines(text: str) -> list[str]:
    """Return the lines of a field, stripped and without empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]
