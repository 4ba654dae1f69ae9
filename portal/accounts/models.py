"""User model with professional title and credentials."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """User of the admin. Readers have no account."""

    professional_title = models.CharField(
        _("professional title"),
        max_length=120,
        blank=True,
        help_text=_("As it should appear next to a review, for example: Oncology nurse"),
    )
    credentials = models.CharField(
        _("credentials"),
        max_length=120,
        blank=True,
        help_text=_("Degrees and registrations, for example: MD, FRCP"),
    )

    @property
    def signature(self) -> str:
        """Return the name as readers see it beside a review, with credentials."""
        name = self.get_full_name() or self.get_username()
        return ", ".join(part for part in (name, self.credentials) if part)
