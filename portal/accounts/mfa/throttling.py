"""Lockout after wrong MFA codes, counted by django-axes like wrong passwords.

A user who may enter a code knows the password. So codes are locked per user, from every address,
and only a person who knows the password can cause the lock.
"""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.utils import reset as axes_reset
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.accounts.models import User

_PERSON = "second_factor_of"


def is_locked(request: HttpRequest, person: User) -> bool:
    """Return whether the MFA codes of this user are locked; then no code may be checked.

    An attempt during a lock counts as a failure.
    """
    if AxesProxyHandler.is_allowed(request, _credentials(person)):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    record_failure(request, person)
    return True


def record_failure(request: HttpRequest, person: User) -> None:
    """Record a failed MFA attempt."""
    user_login_failed.send(sender=User, credentials=_credentials(person), request=request)


def reset_failures(person: User) -> None:
    """Reset the count of failed MFA attempts after a right code."""
    axes_reset(username=_key(person))


def whose_code(credentials: dict[str, Any]) -> str | None:
    """Return the name of the user whose code was wrong; None if it was a password."""
    return credentials.get(_PERSON)


def _credentials(person: User) -> dict[str, Any]:
    return {"username": _key(person), _PERSON: person.get_username()}


def _key(person: User) -> str:
    """Return a hash that stands for the user in the axes table, as no typed name equals it."""
    return salted_hmac(
        "portal.accounts.mfa.throttling", str(person.pk), algorithm="sha256"
    ).hexdigest()
