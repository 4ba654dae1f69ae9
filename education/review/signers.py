"""Find the people who sign, and who may confirm that they are who readers are told."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from education.review.models import SignerConfirmation, SignOffTask, account_editors


def get_signers() -> QuerySet[Any]:
    """Return the active people who are in a group that signs, or are superusers with a title."""
    groups = SignOffTask.objects.filter(active=True).values("groups")
    titled = Q(is_superuser=True) & ~Q(professional_title="")
    people = get_user_model().objects.filter(Q(groups__in=groups) | titled, is_active=True)
    return people.distinct().order_by("last_name", "first_name", "pk")


def is_signer(user: Any) -> bool:
    """Return whether a person is among those who sign."""
    return get_signers().filter(pk=user.pk).exists()


def get_signers_to_confirm(user: Any) -> list[Any]:
    """Return the signers who wait for a confirmation that the user can give."""
    waiting = [one for one in get_signers() if SignerConfirmation.of(one) is None]
    return [one for one in waiting if not get_confirmation_blocker(one, user)]


def is_complete(user: Any) -> bool:
    """Return whether an account has all that readers are told of who signed."""
    return bool(user.get_full_name() and user.professional_title and user.credentials)


def get_confirmation_blocker(signer: Any, user: Any) -> str:
    """Return why a user cannot confirm a signer; empty when they can.

    A second person must: a superuser, or a clinician who signs and is confirmed.
    """
    if signer.pk == user.pk:
        return _("You cannot confirm yourself.")
    if not is_complete(signer):
        return _("The account lacks a name, a professional title or credentials.")
    confirmed = is_signer(user) and SignerConfirmation.of(user)
    if not (user.is_superuser or confirmed):
        return _("Only a superuser, or a clinician who is confirmed, can confirm a signer.")
    if user.pk in account_editors(signer):
        return _("You changed this account. Somebody else must confirm it.")
    return ""
