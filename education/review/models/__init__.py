"""Models of clinical review."""

from __future__ import annotations

from education.review.models.sign_offs import ReviewReminder, SignOff, Withdrawal, content_key
from education.review.models.signers import SignerConfirmation, account_editors, get_identity
from education.review.models.status import (
    ReviewStatus,
    filter_by_review_state,
    newest_statuses,
    review_status,
)
from education.review.models.tasks import (
    SignOffTask,
    pending_reviews_for,
    sent_back,
    texts_sent_back_to,
)

__all__ = [
    "ReviewReminder",
    "ReviewStatus",
    "SignOff",
    "SignOffTask",
    "SignerConfirmation",
    "Withdrawal",
    "account_editors",
    "content_key",
    "filter_by_review_state",
    "get_identity",
    "newest_statuses",
    "pending_reviews_for",
    "review_status",
    "sent_back",
    "texts_sent_back_to",
]
