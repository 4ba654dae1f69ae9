"""Status of a review, computed from the record and never entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page

from education.review.enums import ReviewScope, ReviewState
from education.review.models.sign_offs import SignOff, Withdrawal, content_key, content_type_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class ReviewStatus:
    """Status of the review of one version of a text.

    `sign_off` is the newest review of the whole text; `record` holds every sign-off, newest first.
    """

    state: ReviewState
    sign_off: SignOff | None = None
    record: tuple[SignOff, ...] = ()
    withdrawal: Withdrawal | None = None
    text_changed: bool = False  # since the newest sign-off

    @property
    def content_changed_on(self) -> dt.date | None:
        """Return the day on which a record that the signed version shows was changed."""
        return self.record[0].content_changed_on if self.record else None

    @property
    def changed_content(self) -> list[tuple[dt.date, StrOrPromise]]:
        """Return what readers are told of changed records, once for each day."""
        changed = self.record[0].changed_content if self.state is ReviewState.CHANGED else []
        return [*dict.fromkeys((one.changed_on, one.sentence) for one in changed)]


def review_status(
    sign_offs: Iterable[SignOff],
    revision_id: int | None,
    *,
    withdrawal: Withdrawal | None = None,
    grace_days: int = 0,
) -> ReviewStatus:
    """Return the status of one version from the sign-offs of its text.

    "Reviewed" needs a sign-off of exactly this version, with the records that it shows now. A
    review is overdue when its next date lies more than `grace_days` days back. A withdrawn text
    stays withdrawn until the next sign-off.
    """
    record = tuple(sorted(sign_offs, key=lambda one: (one.signed_on, one.pk), reverse=True))
    whole = next((one for one in record if not one.is_minor), None)
    withdrawal = withdrawal or (record[0].withdrawal if record else None)
    if withdrawal:
        return ReviewStatus(ReviewState.WITHDRAWN, whole, record, withdrawal)
    if whole is None:
        return ReviewStatus(ReviewState.NOT_REVIEWED)
    text_changed = record[0].revision_id != revision_id
    if text_changed or record[0].content_changed_on:
        state = ReviewState.CHANGED
    elif whole.next_review_on + dt.timedelta(days=grace_days) < timezone.localdate():
        state = ReviewState.OVERDUE
    else:
        state = ReviewState.REVIEWED
    return ReviewStatus(state, whole, record, text_changed=text_changed)


def newest_statuses(texts: Sequence[Any]) -> list[ReviewStatus]:
    """Return the status of the newest version of each text, without days of grace. Two queries."""
    records, withdrawals = SignOff.records_of(texts), Withdrawal.by_text(texts)
    return [
        review_status(
            records.get(key, ()), text.latest_revision_id, withdrawal=withdrawals.get(key)
        )
        for text, key in zip(texts, map(content_key, texts), strict=True)
    ]


def filter_by_review_state(texts: QuerySet[Any], state: ReviewState) -> QuerySet[Any]:
    """Return the texts whose newest version, which may be a draft, is in this state.

    The SQL equals `review_status` without days of grace.
    """
    is_page = issubclass(texts.model, Page)
    key: dict[str, Any] = {
        "content_type": OuterRef("content_type") if is_page else content_type_of(texts.model),
        "object_id": Cast(OuterRef("pk"), models.CharField()),
    }
    record = SignOff.objects.filter(**key).order_by("-signed_on", "-pk")
    whole = record.exclude(scope=ReviewScope.MINOR)
    changed_on = record.annotate(day=Min("shown_content__changed_on")).values("day")
    texts = texts.annotate(
        _is_withdrawn=Exists(Withdrawal.objects.filter(**key, restored_on=None)),
        _signed=Subquery(record.values("revision")[:1]),
        _next_review=Subquery(whole.values("next_review_on")[:1]),
        _content_changed_on=Subquery(changed_on[:1]),
    )
    is_signed = Q(
        _signed=F("latest_revision"), _content_changed_on=None, _next_review__isnull=False
    )
    is_over = Q(_next_review__lt=timezone.localdate())
    if state == ReviewState.WITHDRAWN:
        return texts.filter(_is_withdrawn=True)
    return texts.filter(_is_withdrawn=False).filter(
        {
            ReviewState.NOT_REVIEWED: Q(_next_review__isnull=True),
            ReviewState.REVIEWED: is_signed & ~is_over,
            ReviewState.OVERDUE: is_signed & is_over,
            ReviewState.CHANGED: Q(_next_review__isnull=False)
            & (
                Q(latest_revision=None)
                | ~Q(_signed=F("latest_revision"))
                | Q(_content_changed_on__isnull=False)
            ),
        }[state]
    )
