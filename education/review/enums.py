"""Enumerations of clinical review."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContentKind(TextChoices):
    """Kinds of content that clinicians review and readers rate."""

    PAGE = "page", _("Page")
    QUESTION = "question", _("Question")
    TERM = "term", _("Term")


class ReviewState(TextChoices):
    """State of the review of a text, computed from its sign-offs and never entered."""

    NOT_REVIEWED = "not-reviewed", _("Not yet reviewed by a clinician")
    REVIEWED = "reviewed", _("Reviewed by a clinician")
    CHANGED = "changed", _("Changed since review")
    OVERDUE = "overdue", _("Review is overdue")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReviewScope(TextChoices):
    """Scope of a clinical sign-off."""

    FULL = "full", _("Whole text")
    MINOR = "minor", _("Small edit")
