"""Record of clinical sign-offs and withdrawals: all that is said about reviews comes from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from education.review.enums import ReviewScope

_FEW = 100  # texts that are looked up by their keys; of more, all rows of their kinds are read


class Withdrawal(models.Model):
    """Withdrawal of a text from readers, which a new sign-off ends."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="withdrawals"
    )
    withdrawn_on = models.DateField(_("withdrawn on"), default=timezone.localdate)
    reason = models.TextField(_("reason"))
    restored_on = models.DateField(_("restored on"), null=True, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(restored_on=None),
                name="withdrawn_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.withdrawn_on:%Y-%m-%d}: {self.reason}"

    @classmethod
    def of(cls, text: Any) -> Withdrawal | None:
        """Return the withdrawal that keeps a text from readers, or None."""
        return cls._open(text).select_related("user").first()

    @classmethod
    def by_text(cls, texts: Iterable[Any]) -> dict[tuple[int, str], Withdrawal]:
        """Return the withdrawals of texts that are withdrawn, by `content_key`. One query."""
        kinds = {kind for kind, _pk in map(content_key, texts)}
        rows = cls.objects.filter(content_type__in=kinds, restored_on=None)
        return {(one.content_type_id, one.object_id): one for one in rows}

    @classmethod
    def end(cls, text: Any) -> None:
        """Record that a text is back with readers."""
        cls._open(text).update(restored_on=timezone.localdate())

    @classmethod
    def _open(cls, text: Any) -> QuerySet[Withdrawal]:
        kind, pk = content_key(text)
        return cls.objects.filter(content_type=kind, object_id=pk, restored_on=None)


class SignOff(models.Model):
    """Sign-off of one version of a text by a clinician."""

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
    reviewer_name = models.CharField(_("name and credentials"), max_length=255)
    reviewer_title = models.CharField(_("professional title"), max_length=120)
    signed_on = models.DateField(_("signed off on"), default=timezone.localdate)
    next_review_on = models.DateField(_("next review on"))
    scope = models.CharField(
        _("scope"), max_length=10, choices=ReviewScope, default=ReviewScope.FULL
    )
    note = models.TextField(_("note"), blank=True)
    correction = models.TextField(_("correction"), blank=True)
    withdrawal = models.ForeignKey(
        Withdrawal, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_offs"
    )

    class Meta:
        verbose_name = _("clinical sign-off")
        verbose_name_plural = _("clinical sign-offs")
        default_permissions = ("view",)  # Only a sign-off writes it.
        ordering = ["-signed_on", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="sign_off_of_text")]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope=ReviewScope.MINOR) | Q(next_review_on__gt=F("signed_on")),
                name="next_review_comes_later",
            )
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_name}, {self.signed_on:%Y-%m-%d}"

    @classmethod
    def record_of(cls, text: Any) -> list[SignOff]:
        """Return every sign-off of a text, newest first."""
        return list(cls.record(cls._filter_by_text(text)))

    @classmethod
    def records_of(cls, texts: Iterable[Any]) -> dict[tuple[int, str], list[SignOff]]:
        """Return the sign-offs of many texts by `content_key`, newest first. One query."""
        found: dict[tuple[int, str], list[SignOff]] = defaultdict(list)
        keys = {content_key(text) for text in texts}
        rows = cls.objects.filter(content_type__in={kind for kind, _pk in keys})
        if len(keys) <= _FEW:
            rows = rows.filter(object_id__in={pk for _kind, pk in keys})
        for one in cls.record(rows):
            found[one.content_type_id, one.object_id].append(one)
        return found

    @classmethod
    def withdraw(cls, text: Any, withdrawal: Withdrawal) -> None:
        """Withdraw every sign-off of a text, so that no version of it is published by itself."""
        cls._filter_by_text(text).filter(withdrawal=None).update(withdrawal=withdrawal)

    @classmethod
    def _filter_by_text(cls, text: Any) -> QuerySet[SignOff]:
        kind, pk = content_key(text)
        return cls.objects.filter(content_type=kind, object_id=pk)

    @classmethod
    def record(cls, rows: QuerySet[SignOff]) -> QuerySet[SignOff]:
        """Add withdrawals, and the first day on which what a version shows was changed."""
        rows = rows.annotate(_content_changed_on=Min("shown_content__changed_on"))
        return rows.select_related("withdrawal").order_by("-signed_on", "-pk")

    @staticmethod
    def version_to_sign(text: Any) -> Revision | None:
        """Return the newest version of a text, locked until the transaction ends, or None."""
        return Revision.objects.select_for_update().filter(pk=text.latest_revision_id).first()

    @property
    def content_changed_on(self) -> dt.date | None:
        """Return the day on which a record that this version shows was changed."""
        return getattr(self, "_content_changed_on", None)

    @cached_property
    def changed_content(self) -> list[Any]:
        """Return the shown records that were changed since. No query when none was."""
        if not self.content_changed_on:
            return []
        changed = self.shown_content.exclude(changed_on=None).select_related("content_type")
        return [*changed.order_by("changed_on", "pk")]

    @property
    def is_minor(self) -> bool:
        """Return whether only a small edit was signed; the dates are those of the review before."""
        return self.scope == ReviewScope.MINOR


class ReviewReminder(models.Model):
    """Reminder of a review that has been sent. Each is sent only once."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="reminders")
    told = models.CharField(max_length=10)  # "owner" or "role"
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review reminder")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_off", "told"], name="reminder_once_a_review")
        ]

    def __str__(self) -> str:
        return f"{self.told}: {self.sign_off}"

    @classmethod
    def told_of(cls, sign_offs: Iterable[SignOff]) -> set[tuple[int, str]]:
        """Return the reminders sent for these sign-offs, as pairs (id of the sign-off, `told`)."""
        rows = cls.objects.filter(sign_off__in=[one.pk for one in sign_offs])
        return {*rows.values_list("sign_off_id", "told")}

    @classmethod
    def keep(cls, sign_offs: Iterable[SignOff], told: str) -> None:
        """Record that reminders of these sign-offs have been sent."""
        rows = [ReviewReminder(sign_off=one, told=told) for one in sign_offs]
        ReviewReminder.objects.bulk_create(rows, ignore_conflicts=True)


def content_key(text: Any) -> tuple[int, str]:
    """Return content type id and primary key, which identify a text in the record."""
    if isinstance(text, Page):
        return text.content_type_id, str(text.pk)
    return content_type_of(type(text)).pk, str(text.pk)


def content_type_of(model: type[models.Model]) -> ContentType:
    """Return the content type by which the record names a model."""
    return ContentType.objects.get_for_model(model, for_concrete_model=False)
