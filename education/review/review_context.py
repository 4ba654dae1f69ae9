"""Context of the review view: what a reviewer needs to see before a sign-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import get_edit_handler
from wagtail.models import Page, Revision, TaskState

from education.review.enums import ReviewState
from education.review.models import (
    ReviewComment,
    ReviewStatus,
    ShownContent,
    SignOff,
    Withdrawal,
    pending_reviews_for,
    review_status,
    sent_back,
)
from education.review.registry import Text, review_url
from education.review.sign_off import (
    get_blocking_findings,
    get_sign_off_blocker,
    may_be_minor,
    version_of,
)
from education.standard.results import Finding, Level
from education.standard.text_findings import findings


class ReviewContext:
    """Newest version of a text, with its sign-offs and the version that readers see."""

    def __init__(self, text: Text, request: HttpRequest) -> None:
        self.live, self.request = text, request
        self.revision: Revision | None = text.latest_revision
        self.text = self.revision.as_object() if self.revision else text
        self.record = SignOff.record_of(text)

    @cached_property
    def status(self) -> ReviewStatus:
        """Return the review status of the newest version, without days of grace."""
        withdrawal = Withdrawal.of(self.live)
        return review_status(self.record, self.live.latest_revision_id, withdrawal=withdrawal)

    @cached_property
    def sent_back(self) -> TaskState | None:
        """Return the request for changes that the text waits with, or None."""
        return sent_back(self.live)

    @property
    def is_newest_live(self) -> bool:
        """Return whether readers see the newest version."""
        return self.live.live_revision_id == self.live.latest_revision_id

    @property
    def planned_for(self) -> dt.datetime | None:
        """Return when a signed version is scheduled to go live, or None."""
        planned = self.live.scheduled_revision
        return planned.approved_go_live_at if planned else None

    @property
    def can_be_withdrawn(self) -> bool:
        """Return whether readers see the text, or will."""
        return bool(self.live.live or self.planned_for)

    @property
    def is_signed(self) -> bool:
        """Return whether the newest version is signed, and live or planned: another renews it."""
        signed = self.status.state in {ReviewState.REVIEWED, ReviewState.OVERDUE}
        return signed and bool(self.is_newest_live or self.planned_for)

    @cached_property
    def sign_off_blocker(self) -> str:
        """Return why the user cannot sign off; empty when they can."""
        return get_sign_off_blocker(self.live, self.revision, self.request.user)

    @cached_property
    def findings(self) -> list[Finding]:
        """Return the findings of the content standard."""
        return findings(self.text)

    @property
    def blocking_findings(self) -> list[Finding]:
        """Return the findings that block a sign-off."""
        return get_blocking_findings(self.findings)

    @property
    def worth_a_look(self) -> list[Finding]:
        """Return the findings that the reviewer should judge."""
        return [one for one in self.findings if one.level is Level.WARNS]

    @property
    def can_be_minor(self) -> bool:
        """Return whether the newest version may be signed off as a small edit."""
        return may_be_minor(self.live, self.record) and not self.is_signed

    @property
    def seen(self) -> str:
        """Return the id of the newest version, which the form sends back."""
        return version_of(self.revision) if self.revision else ""

    @cached_property
    def changes(self) -> list[FieldComparison]:
        """Return the fields that differ from the last signed version; empty without a sign-off."""
        if not self.record:
            return []
        before = self.record[0].revision.as_object()
        is_page = isinstance(self.text, Page)
        handler = self.text.get_edit_handler() if is_page else get_edit_handler(type(self.text))
        bound = handler.get_bound_panel(instance=self.text, request=self.request, form=None)
        compared = (compare(before, self.text) for compare in bound.get_comparison())
        return [one for one in compared if one.has_changed()]

    @cached_property
    def changed_content(self) -> list[ShownContent]:
        """Return the shown records that were changed since the last sign-off."""
        return self.record[0].changed_content if self.record else []

    @property
    def is_scheduled(self) -> bool:
        """Return whether a sign-off publishes the newest version on a later day only."""
        return bool(self.text.go_live_at and self.text.go_live_at > timezone.now())

    @cached_property
    def review_comments(self) -> list[ReviewComment]:
        """Return the unresolved comments that were left on the review screen."""
        return [*ReviewComment.open_of(self.live)]

    @property
    def has_remarks(self) -> bool:
        """Return whether the author or somebody else asks or says something."""
        return bool(self.question or self.review_comments or self.comments)

    @property
    def next_text(self) -> Text | None:
        """Return the next text that waits for the user's sign-off, or None."""
        waiting = pending_reviews_for(self.request.user)
        return next((one for one in waiting if one.pk != self.live.pk), None)

    @property
    def public_url(self) -> str:
        """Return the address at which readers see the text; empty if they do not."""
        if not self.live.live:
            return ""
        if isinstance(self.live, Page):
            return self.live.get_url(self.request) or ""
        return str(self.live.get_absolute_url())

    @cached_property
    def comments(self) -> Iterable[Any]:
        """Return the unresolved comments; only pages have comments."""
        if not isinstance(self.live, Page):
            return []
        return [*self.live.wagtail_admin_comments.filter(resolved_at=None).select_related("user")]

    @property
    def question(self) -> str:
        """Return the author's question to the reviewer."""
        return getattr(self.text, "reviewer_note", "")

    @cached_property
    def sources(self) -> QuerySet[Any]:
        """Return the sources that the text cites or lists."""
        draft = self.text.get_standard_document()
        codes = {*draft.citations(), *draft.sources}
        return apps.get_model("content", "Source").with_codes(codes, self.text.locale_id)

    @property
    def preview_url(self) -> str:
        """Return the URL of a preview of the newest version; empty without a version."""
        if self.revision is None:
            return ""
        return reverse(self._name("revisions_view"), args=[self.live.pk, self.revision.pk])

    @property
    def edit_url(self) -> str:
        """Return the URL of the editor."""
        return reverse(self._name("edit"), args=[self.live.pk])

    @property
    def history_url(self) -> str:
        """Return the URL of the history."""
        return reverse(self._name("history"), args=[self.live.pk])

    @property
    def url(self) -> str:
        """Return the URL of the review."""
        return review_url(self.live)

    @property
    def withdraw_url(self) -> str:
        """Return the URL for withdrawing the text."""
        return f"{self.url}withdraw/"

    @property
    def comment_url(self) -> str:
        """Return the URL that takes comments."""
        return f"{self.url}comment/"

    @property
    def send_back_url(self) -> str:
        """Return the URL for asking the author for changes."""
        return f"{self.url}send-back/"

    def _name(self, view: str) -> str:
        if isinstance(self.live, Page):
            return f"wagtailadmin_pages:{view}"
        return str(self.live.snippet_viewset.get_url_name(view))
