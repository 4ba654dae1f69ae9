"""Record of clinical sign-offs, from which all that readers see about reviews is computed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState, WorkflowState

from education.review.enums import ReviewScope, ReviewState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


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
        return cls._of(text).select_related("user").first()

    @classmethod
    def by_text(cls, texts: Iterable[Any]) -> dict[tuple[int, str], Withdrawal]:
        """Return the withdrawals of texts that are withdrawn, by `content_key`. One query."""
        kinds = {kind for kind, _pk in map(content_key, texts)}
        rows = cls.objects.filter(content_type__in=kinds, restored_on=None)
        return {(one.content_type_id, one.object_id): one for one in rows}

    @classmethod
    def end(cls, text: Any) -> None:
        """Record that a text is back with readers."""
        cls._of(text).update(restored_on=timezone.localdate())

    @classmethod
    def _of(cls, text: Any) -> QuerySet[Withdrawal]:
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
        return list(cls._filter_by_text(text))

    @classmethod
    def records_of(cls, texts: Iterable[Any]) -> dict[tuple[int, str], list[SignOff]]:
        """Return the sign-offs of many texts by `content_key`, newest first. One query."""
        found: dict[tuple[int, str], list[SignOff]] = defaultdict(list)
        keys = {content_key(text) for text in texts}
        rows = cls.objects.filter(content_type__in={kind for kind, _pk in keys})
        rows = rows.select_related("withdrawal")
        for one in rows:
            found[one.content_type_id, one.object_id].append(one)
        return found

    @classmethod
    def withdraw(cls, text: Any, withdrawal: Withdrawal) -> None:
        """Withdraw every sign-off of a text, so that no version of it is published by itself."""
        cls._filter_by_text(text).filter(withdrawal=None).update(withdrawal=withdrawal)

    @classmethod
    def _filter_by_text(cls, text: Any) -> QuerySet[SignOff]:
        kind, pk = content_key(text)
        rows = cls.objects.filter(content_type=kind, object_id=pk)
        return rows.select_related("withdrawal")

    @staticmethod
    def version_to_sign(text: Any) -> Revision | None:
        """Return the newest version of a text, locked until the transaction ends, or None."""
        return Revision.objects.select_for_update().filter(pk=text.latest_revision_id).first()

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


class SignOffTask(AbstractGroupApprovalTask):
    """Workflow task in which a clinician of these groups signs off a text or asks for changes."""

    class Meta:
        verbose_name = _("clinical sign-off")
        verbose_name_plural = _("clinical sign-offs")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, StrOrPromise, bool]]:
        """Return the actions without "approve": a text is signed off on its review screen."""
        actions = super().get_actions(obj, user)
        return [one for one in actions if one[0] != "approve"]

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve a signed version. Raise PermissionDenied if the user has not signed it."""
        signed = SignOff.objects.filter(revision=task_state.revision_id, reviewer=user)
        if action_name == "approve" and not signed.exists():
            raise PermissionDenied(_("A text is approved by signing it off."))
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def of(cls, text: Any) -> SignOffTask | None:
        """Return the clinical task of the workflow of a text, or None."""
        workflow = text.get_workflow()
        tasks = cls.objects.filter(workflow_tasks__workflow=workflow, active=True)
        return tasks.first() if workflow else None

    def people(self) -> QuerySet[Any]:
        """Return the active users who sign off and have an e-mail address."""
        active = get_user_model().objects.filter(groups__in=self.groups.all(), is_active=True)
        return active.exclude(email="").distinct()

    def is_done_by(self, user: Any) -> bool:
        """Return whether the user signs off; asked anew each time, as a role can be taken away."""
        in_groups = self.groups.filter(user=user.pk).exists()
        return user.is_active and (user.is_superuser or in_groups)

    @classmethod
    def get_description(cls) -> StrOrPromise:
        """Return the description for admins who set up a workflow."""
        return _("A member of the chosen groups reads the text and signs it off")


def pending_reviews_for(user: Any) -> list[Any]:
    """Return the newest versions of texts that wait for the user's sign-off, oldest first."""
    states = TaskState.objects.reviewable_by(user).order_by("started_at", "pk")
    return [state.revision.as_object() for state in states.select_related("revision")]


def texts_sent_back_to(user: Any) -> list[Any]:
    """Return the newest versions of texts that reviewers have sent back to the user."""
    needs_changes = WorkflowState.STATUS_NEEDS_CHANGES
    states = WorkflowState.objects.filter(status=needs_changes, requested_by=user)
    tasks = (state.current_task_state for state in states.select_related("current_task_state"))
    return [task.revision.as_object() for task in tasks]


def sent_back(text: Any) -> TaskState | None:
    """Return the request for changes that a text waits with, or None: who asked, and why."""
    state = text.current_workflow_state
    is_sent_back = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return state.current_task_state if is_sent_back else None


def content_key(text: Any) -> tuple[int, str]:
    """Return content type id and primary key, which identify a text in the record."""
    if isinstance(text, Page):
        return text.content_type_id, str(text.pk)
    return _kind_of(type(text)).pk, str(text.pk)


@dataclass(frozen=True)
class ReviewStatus:
    """Status of the review of one version of a text.

    `sign_off` is the newest review of the whole text; `record` holds every sign-off, newest first.
    """

    state: ReviewState
    sign_off: SignOff | None = None
    record: tuple[SignOff, ...] = ()
    withdrawal: Withdrawal | None = None


def review_status(
    sign_offs: Iterable[SignOff],
    revision_id: int | None,
    *,
    withdrawal: Withdrawal | None = None,
    grace_days: int = 0,
) -> ReviewStatus:
    """Return the status of one version from the sign-offs of its text.

    "Reviewed" needs a sign-off of exactly this version. A review is overdue when its next date lies
    more than `grace_days` days back. A withdrawn text stays withdrawn until the next sign-off.
    """
    record = tuple(sorted(sign_offs, key=lambda one: (one.signed_on, one.pk), reverse=True))
    whole = next((one for one in record if not one.is_minor), None)
    withdrawal = withdrawal or (record[0].withdrawal if record else None)
    if withdrawal:
        return ReviewStatus(ReviewState.WITHDRAWN, whole, record, withdrawal)
    if whole is None:
        return ReviewStatus(ReviewState.NOT_REVIEWED)
    if record[0].revision_id != revision_id:
        state = ReviewState.CHANGED
    elif whole.next_review_on + dt.timedelta(days=grace_days) < timezone.localdate():
        state = ReviewState.OVERDUE
    else:
        state = ReviewState.REVIEWED
    return ReviewStatus(state, whole, record)


def filter_by_review_state(texts: QuerySet[Any], state: ReviewState) -> QuerySet[Any]:
    """Return the texts whose newest version, which may be a draft, is in this state.

    The SQL equals `review_status` without days of grace.
    """
    record = SignOff.objects.filter(
        content_type=_kind_of(texts.model), object_id=Cast(OuterRef("pk"), models.CharField())
    ).order_by("-signed_on", "-pk")
    whole = record.exclude(scope=ReviewScope.MINOR)
    key = Cast(OuterRef("pk"), models.CharField())
    texts = texts.annotate(
        _is_withdrawn=Exists(
            Withdrawal.objects.filter(
                content_type=_kind_of(texts.model), object_id=key, restored_on=None
            )
        ),
        _signed=Subquery(record.values("revision")[:1]),
        _next_review=Subquery(whole.values("next_review_on")[:1]),
    )
    is_signed = Q(_signed=F("latest_revision"), _next_review__isnull=False)
    is_over = Q(_next_review__lt=timezone.localdate())
    if state == ReviewState.WITHDRAWN:
        return texts.filter(_is_withdrawn=True)
    return texts.filter(_is_withdrawn=False).filter(
        {
            ReviewState.NOT_REVIEWED: Q(_next_review__isnull=True),
            ReviewState.REVIEWED: is_signed & ~is_over,
            ReviewState.OVERDUE: is_signed & is_over,
            ReviewState.CHANGED: Q(_next_review__isnull=False)
            & (Q(latest_revision=None) | ~Q(_signed=F("latest_revision"))),
        }[state]
    )


def _kind_of(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)
