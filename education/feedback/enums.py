"""Choices of readers' feedback."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """Answers that readers may give: yes, no, and after no a reason. There is no free text."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_FOUND = "not-found", _("I could not find what I looked for")
    HARD = "hard", _("It was hard to understand")
    UPSETTING = "upsetting", _("It upset me")
    WRONG = "wrong", _("Something seems wrong or out of date")

    @classmethod
    def reasons(cls) -> list[Answer]:
        """Return the answers that say why a page did not help."""
        return [one for one in cls if one not in {cls.YES, cls.NO}]
