"""Choices of clinical reviews."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContentKind(TextChoices):
    """Kinds of content that clinicians review and readers rate."""

    PAGE = "page", _("Page")
    QUESTION = "question", _("Question")
    WORD = "word", _("Word")


class ReviewState(TextChoices):
    """What the record of clinical sign-offs says about a text. Computed, never typed."""

    NOT_REVIEWED = "not-reviewed", _("Not yet reviewed by a clinician")
    REVIEWED = "reviewed", _("Reviewed by a clinician")
    CHANGED = "changed", _("Changed since review")
    OVERDUE = "overdue", _("Review is overdue")


class ReviewScope(TextChoices):
    """What a clinician signed."""

    FULL = "full", _("Whole text")
    MINOR = "minor", _("Small edit")
