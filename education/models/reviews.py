"""The record of clinical sign-offs. What readers see about a review is computed from it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from education.choices import ReviewState


class SignOff(models.Model):
    """A clinician has read one version of a text and stands by it."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.PROTECT, related_name="sign_offs"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs"
    )
    # As they were on the day: a later change of name or post does not rewrite the record.
    reviewer_name = models.CharField(max_length=255)
    reviewer_title = models.CharField(max_length=120)
    signed_on = models.DateField(default=timezone.localdate)
    next_review_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("clinical sign-off")
        verbose_name_plural = _("clinical sign-offs")
        ordering = ["-signed_on", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="sign_off_of_text")]

    def __str__(self) -> str:
        return f"{self.reviewer_name}, {self.signed_on:%Y-%m-%d}"


@dataclass(frozen=True)
class ReviewStatus:
    """What the record says about the version that readers see."""

    state: ReviewState
    sign_off: SignOff | None = None


def review_status(sign_offs: Iterable[SignOff], live_revision_id: int | None) -> ReviewStatus:
    """Computes the status from the sign-offs of a text and its live version.

    "Reviewed" holds for a sign-off of exactly the live version whose next review is not past.
    """
    newest = max(sign_offs, key=lambda one: (one.signed_on, one.pk), default=None)
    if newest is None:
        return ReviewStatus(ReviewState.NOT_REVIEWED)
    if newest.revision_id != live_revision_id:
        return ReviewStatus(ReviewState.CHANGED, newest)
    if newest.next_review_on < timezone.localdate():
        return ReviewStatus(ReviewState.OVERDUE, newest)
    return ReviewStatus(ReviewState.REVIEWED, newest)
