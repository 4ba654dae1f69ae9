"""Confirmation that a person is who readers are told, by somebody else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry


class SignerConfirmation(models.Model):
    """Confirmation of the name, title, credentials and e-mail address of a person who signs."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="signer_confirmations"
    )
    signature = models.CharField(_("name and credentials"), max_length=500)
    professional_title = models.CharField(_("professional title"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    # None: confirmed on the server, by `manage.py confirm_signer`.
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), default=timezone.now)

    class Meta:
        verbose_name = _("confirmation of a signer")
        verbose_name_plural = _("confirmations of signers")
        default_permissions = ("view",)
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.signature} ({self.professional_title})"

    @classmethod
    def of(cls, user: Any) -> SignerConfirmation | None:
        """Return the confirmation of a person as they are now, or None.

        It ends when the person changes their name, and when somebody else changes their account.
        """
        newest = cls.objects.filter(user=user).select_related("confirmed_by").first()
        is_valid = newest and newest.is_of(user) and not newest.editors().exclude(user=user)
        return newest if is_valid else None

    @classmethod
    def create(cls, user: Any, confirmed_by: Any) -> SignerConfirmation:
        """Confirm a person as they are now."""
        return cls.objects.create(user=user, confirmed_by=confirmed_by, **get_identity(user))

    def is_of(self, user: Any) -> bool:
        """Return whether this is what readers and the server know of a person now."""
        return all(getattr(self, name) == value for name, value in get_identity(user).items())

    def editors(self) -> models.QuerySet[Any]:
        """Return the log of changes that were made to the account since then."""
        return _edits(self.user).filter(timestamp__gt=self.confirmed_at)


def get_identity(user: Any) -> dict[str, str]:
    """Return what is confirmed of a person, by field."""
    return {name: getattr(user, name) for name in ("signature", "professional_title", "email")}


def account_editors(user: Any) -> set[int]:
    """Return the ids of those who changed an account since its last confirmation, or ever."""
    newest = SignerConfirmation.objects.filter(user=user).first()
    edits = newest.editors() if newest else _edits(user)
    return {*edits.values_list("user", flat=True)}


def _edits(user: Any) -> models.QuerySet[Any]:
    log: models.QuerySet[Any] = ModelLogEntry.objects.for_instance(user)
    return log.filter(action__in=["wagtail.create", "wagtail.edit"])
