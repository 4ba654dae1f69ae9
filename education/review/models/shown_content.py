"""Record what a signed text shows, since a later change makes it "changed since review"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from education.review.models.sign_offs import SignOff, content_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The fields that readers see, of each model whose rows texts show.
_FIELDS: dict[type[models.Model], tuple[str, ...]] = {}
_SENTENCES: dict[type[models.Model], StrOrPromise] = {}


def register_shown_content(
    model: type[models.Model], fields: Iterable[str], sentence: StrOrPromise
) -> None:
    """Register a model whose rows texts show, the fields that readers see, and what they are told.

    A change of one of these fields makes each signed text that shows the row "changed since
    review". Texts and their kinds of content: `SignOffRequiredMixin.get_shown_content`.
    """
    _FIELDS[model] = tuple(fields)
    _SENTENCES[model] = sentence


def is_shown_content(model: type[models.Model]) -> bool:
    """Return whether texts show rows of a model."""
    return model in _FIELDS


def get_fingerprint(row: Any) -> str:
    """Return a digest of what readers see of a row."""
    values = [
        str(getattr(row, name)) for name in (*_FIELDS[type(row)], "live") if hasattr(row, name)
    ]
    return sha256("\0".join(values).encode()).hexdigest()


class ShownContent(models.Model):
    """Picture, source, topic or the like that a signed version shows, as it was at the sign-off."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="shown_content")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    title = models.CharField(_("title"), max_length=255)
    fingerprint = models.CharField(max_length=64)
    # The version of the row that readers saw then; None for a row without versions.
    revision_id = models.PositiveBigIntegerField(null=True)
    kept_at = models.DateTimeField(default=timezone.now)
    changed_on = models.DateField(_("changed on"), null=True)

    class Meta:
        verbose_name = _("shown content")
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"], name="shown_content_of_row")]

    def __str__(self) -> str:
        return self.title

    @property
    def sentence(self) -> StrOrPromise:
        """Return what readers are told when the row was changed."""
        model: Any = self.content_type.model_class()
        return _SENTENCES.get(model, "")

    @property
    def key(self) -> tuple[int, str]:
        """Return content type id and primary key of the row."""
        return self.content_type_id, self.object_id

    @classmethod
    def keep(cls, sign_off: SignOff, rows: Sequence[Any]) -> None:
        """Record what the version that was signed shows."""
        kept: list[Any] = []
        for row in rows:
            kind, pk = content_key(row)
            kept.append(
                cls(
                    sign_off=sign_off,
                    content_type_id=kind,
                    object_id=pk,
                    title=str(row)[:255],
                    fingerprint=get_fingerprint(row),
                    revision_id=getattr(row, "live_revision_id", None),
                )
            )
        cls.objects.bulk_create(kept)

    @classmethod
    def mark(cls, key: tuple[int, str], fingerprint: str) -> None:
        """Mark the signed texts that show a row as changed, or not if it is as it was then."""
        kind, pk = key
        day: Any = Coalesce("changed_on", Value(timezone.localdate(), models.DateField()))
        rows = cls.objects.filter(content_type=kind, object_id=pk)
        rows.update(changed_on=Case(When(fingerprint=fingerprint, then=None), default=day))
