"""Comments that people leave on the review screen, which make no version of the text."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from education.review.models.sign_offs import content_key


class ReviewComment(models.Model):
    """Comment on a text as a whole, for its authors and reviewers.

    Wagtail's own comments belong to fields of pages and are saved with a version, which would make
    the reviewer who comments the last to save; and snippets have none.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_comments"
    )
    text = models.TextField(_("comment"))
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    resolved_at = models.DateTimeField(_("resolved at"), null=True)

    class Meta:
        verbose_name = _("comment on a review")
        verbose_name_plural = _("comments on reviews")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="comment_on_text")]

    def __str__(self) -> str:
        return self.text[:60]

    @classmethod
    def open_of(cls, text: Any) -> QuerySet[ReviewComment]:
        """Return the comments on a text that nobody has resolved, oldest first."""
        kind, pk = content_key(text)
        rows = cls.objects.filter(content_type=kind, object_id=pk, resolved_at=None)
        return rows.select_related("user")
