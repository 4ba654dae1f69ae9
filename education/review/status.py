"""Rows of the report of reviews: what each text needs, and who owns it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page

from education.review.enums import ContentKind, ReviewState
from education.review.models import ReviewStatus, newest_statuses
from education.review.registry import Text, kind_of, review_url

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON = dt.timedelta(days=60)


class ReviewUrgency(TextChoices):
    """Urgency of a review, the most urgent first."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    OVERDUE = "overdue", _("Review is overdue")
    CHANGED = "changed", _("Changed since review")
    NEVER = "never", _("Never reviewed")
    SOON = "soon", _("Review is due within 60 days")
    NOTHING = "nothing", _("Reviewed")


_NEEDS = {
    ReviewState.WITHDRAWN: ReviewUrgency.WITHDRAWN,
    ReviewState.OVERDUE: ReviewUrgency.OVERDUE,
    ReviewState.CHANGED: ReviewUrgency.CHANGED,
    ReviewState.NOT_REVIEWED: ReviewUrgency.NEVER,
}


@dataclass(frozen=True)
class Row:
    """Row of the report of reviews, for one text."""

    text: Text
    status: ReviewStatus

    @property
    def title(self) -> str:
        """Return the title that editors see, for a page that of its newest version."""
        return self.text.get_admin_display_title() if self.is_page else str(self.text)

    @property
    def is_page(self) -> bool:
        """Return whether the text is a page."""
        return isinstance(self.text, Page)

    @property
    def kind(self) -> ContentKind:
        """Return the kind of the text: page, question or term."""
        return kind_of(self.text)

    @property
    def kind_label(self) -> StrOrPromise:
        """Return the label of the kind."""
        return self.kind.label

    @property
    def need(self) -> ReviewUrgency:
        """Return the urgency; a text without a sign-off needs its first review."""
        done = ReviewUrgency.SOON if self.is_due else ReviewUrgency.NOTHING
        return _NEEDS.get(self.status.state, done)

    @property
    def urgency(self) -> int:
        """Return the place of the need among all, the most urgent first."""
        return [*ReviewUrgency].index(self.need)

    @property
    def need_label(self) -> StrOrPromise:
        """Return the label of the urgency."""
        return self.need.label

    @property
    def is_due(self) -> bool:
        """Return whether the next review is due within 60 days or is overdue."""
        return self.next_review_on is not None and (
            self.next_review_on <= timezone.localdate() + SOON
        )

    @property
    def sign_off(self) -> Any:
        """Return the newest review of the whole text, or None."""
        return self.status.sign_off

    @property
    def next_review_on(self) -> dt.date | None:
        """Return the date of the next review, or None without a sign-off."""
        return self.status.sign_off.next_review_on if self.status.sign_off else None

    @property
    def reviewer(self) -> str:
        """Return the name of the last reviewer, empty without a sign-off."""
        return self.status.sign_off.reviewer_name if self.status.sign_off else ""

    @property
    def owner(self) -> Any:
        """Return the owner of a page, else the last editor of a text; None for seeded texts."""
        by_page = self.text.owner if isinstance(self.text, Page) else None
        revision = self.text.latest_revision
        return by_page or (revision.user if revision else None)

    @property
    def owner_name(self) -> str:
        """Return the display name of the owner, empty if there is none."""
        return str(get_user_display_name(self.owner)) if self.owner else ""

    @property
    def is_public(self) -> StrOrPromise:
        """Return "Yes" or "No": whether readers see the text."""
        return _("Yes") if self.text.live else _("No")

    @property
    def url(self) -> str:
        """Return the URL of the review."""
        return review_url(self.text)


def build_review_rows(texts: Iterable[Text]) -> list[Row]:
    """Return a row for each text, the most urgent first. Two queries."""
    texts = list(texts)
    rows = [Row(text, status) for text, status in zip(texts, newest_statuses(texts), strict=True)]
    never = dt.date.max
    return sorted(
        rows, key=lambda row: (row.urgency, row.next_review_on or never, row.title.lower())
    )


def get_review_counts(rows: Iterable[Row]) -> dict[ReviewUrgency, dict[ContentKind, int]]:
    """Return the numbers of rows by need and kind, without zeros.

    WITHDRAWN is left out, as these texts are listed one by one, and so is NOTHING.
    """
    counts = Counter((row.need, row.kind) for row in rows)
    found = {
        need: {kind: counts[need, kind] for kind in ContentKind if counts[need, kind]}
        for need in ReviewUrgency
        if need not in (ReviewUrgency.WITHDRAWN, ReviewUrgency.NOTHING)
    }
    return {need: kinds for need, kinds in found.items() if kinds}


def _count_pages(number: int) -> str:
    return ngettext("%(number)d page", "%(number)d pages", number) % {"number": number}


def _count_questions(number: int) -> str:
    return ngettext("%(number)d question", "%(number)d questions", number) % {"number": number}


def _count_terms(number: int) -> str:
    return ngettext("%(number)d term", "%(number)d terms", number) % {"number": number}


# How a number of texts of a kind reads.
KIND_COUNTS = {
    ContentKind.PAGE: _count_pages,
    ContentKind.QUESTION: _count_questions,
    ContentKind.TERM: _count_terms,
}
