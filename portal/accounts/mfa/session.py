"""Login state kept in the session: password accepted, MFA completed.

Django's session knows the user after the password. A key of ours is set after the second factor;
where MFA is required, a session without that key is anonymous (`middleware.py`).
"""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models import QuerySet
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from portal.accounts import sessions
from portal.accounts.models import User

Kind = Authenticator.Type
MOMENT = 15 * 60  # seconds that a password waits for MFA, and that a second factor is recent

completed = Signal()  # Sent with `request` and `user` when a user has completed MFA.

_GIVEN = "second_factor"  # Holds the user's primary key and the time.
_ASKED = "second_factor_asked"
_ADDED = "second_factor_added"


def has_factor(user: User) -> bool:
    """Return whether the user has an app or a passkey: recovery codes alone are no factor."""
    return _factors(user).exists()


def may_remove_factor(user: User) -> bool:
    """Return whether the user may remove a factor: not the last one where MFA is required."""
    return not settings.SECOND_FACTOR_REQUIRED or _factors(user).count() > 1


def _factors(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type__in=(Kind.TOTP, Kind.WEBAUTHN))


def is_complete(request: HttpRequest, user: User) -> bool:
    """Return whether the user has completed every step of the login."""
    given = request.session.get(_GIVEN)
    if given:
        return bool(given["person"] == user.pk)
    return not settings.SECOND_FACTOR_REQUIRED and not request.session.get(_ASKED)


def get_password_user(request: HttpRequest) -> User | None:
    """Return the user whose password was accepted, or None.

    Until MFA is complete, the password counts for MOMENT seconds.
    """
    user = request.known_user  # type: ignore[attr-defined]  # set by the middleware
    if not user.is_authenticated:
        return None
    waited = time.time() - sessions.get_sign_in_time(request)
    return user if is_complete(request, user) or waited < MOMENT else None


def is_fresh(request: HttpRequest) -> bool:
    """Return whether a second factor was given a moment ago, or the first factor just added."""
    given = request.session.get(_GIVEN, {"at": 0})
    return bool(request.session.get(_ADDED)) or time.time() - given["at"] < MOMENT


def note_added(request: HttpRequest) -> None:
    """Record that the first factor was added and the recovery codes have not been seen yet."""
    request.session[_ADDED] = True


def is_enrolling(request: HttpRequest) -> bool:
    """Return whether the user has just added the first factor."""
    return bool(request.session.get(_ADDED))


def complete(request: HttpRequest, user: User) -> None:
    """Record that MFA is complete, renew the session key, and restart the age of the session."""
    was_complete = is_complete(request, user)
    request.session.cycle_key()
    for name in (_ASKED, _ADDED):
        request.session.pop(name, None)
    request.session[_GIVEN] = {"person": user.pk, "at": time.time()}
    sessions.record_sign_in(request)
    if not was_complete:
        completed.send(sender=User, request=request, user=user)


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Reset MFA after each password, so that the second factor is asked for again."""
    for name in (_GIVEN, _ADDED):
        request.session.pop(name, None)
    request.session[_ASKED] = has_factor(user)
