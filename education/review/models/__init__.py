"""Models of clinical review."""

from __future__ import annotations

from education.review.models.comments import ReviewComment
from education.review.models.shown_content import (
    ShownContent,
    get_fingerprint,
    is_shown_content,
    register_shown_content,
)
from education.review.models.sign_off_columns import read_sign_off_columns, sign_off_columns
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
    texts_submitted_by,
)

__all__ = [
    "ReviewComment",
    "ReviewReminder",
    "ReviewStatus",
    "ShownContent",
    "SignOff",
    "SignOffTask",
    "SignerConfirmation",
    "Withdrawal",
    "account_editors",
    "content_key",
    "filter_by_review_state",
    "get_fingerprint",
    "get_identity",
    "is_shown_content",
    "newest_statuses",
    "pending_reviews_for",
    "read_sign_off_columns",
    "register_shown_content",
    "review_status",
    "sent_back",
    "sign_off_columns",
    "texts_sent_back_to",
    "texts_submitted_by",
]
