"""How far somebody has come: a right password makes half a sign-in, a second factor a whole one.

Django's session knows the person after the password. It holds a mark of ours after the second
factor; a session without the mark is nobody's (`gate.py`), however it came about.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from portal.accounts import sessions
from portal.accounts.models import User

Kind = Authenticator.Type
MAIN = (Kind.TOTP, Kind.WEBAUTHN)  # Recovery codes alone are no second factor.
MOMENT = 15 * 60  # How long half a sign-in lasts, and how long "just now" is.

completed = Signal()  # Somebody has come in all the way: `request` and `user`.

_GIVEN = "second_factor"  # By whom and when.
_ASKED = "second_factor_asked"
_ADDED = "second_factor_added"


def has_factor(user: User) -> bool:
    """Whether there is something to ask this person for."""
    return Authenticator.objects.filter(user=user, type__in=MAIN).exists()


def is_complete(request: HttpRequest, user: User) -> bool:
    """Whether this person has given all that is asked of them."""
    given = request.session.get(_GIVEN)
    if given:
        return bool(given["person"] == user.pk)
    return not settings.SECOND_FACTOR_REQUIRED and not request.session.get(_ASKED)


def get_password_user(request: HttpRequest) -> User | None:
    """Who gave the right password here: all of it done, or a moment ago."""
    user = request.known_user  # type: ignore[attr-defined]  # the gate leaves it there
    if not user.is_authenticated:
        return None
    waited = time.time() - sessions.get_sign_in_time(request)
    return user if is_complete(request, user) or waited < MOMENT else None


def is_fresh(request: HttpRequest) -> bool:
    """Whether a second factor was given, or the first one added, just now."""
    given = request.session.get(_GIVEN, {"at": 0})
    return bool(request.session.get(_ADDED)) or time.time() - given["at"] < MOMENT


def note_added(request: HttpRequest) -> None:
    """The first factor is there; what is missing is a look at the recovery codes."""
    request.session[_ADDED] = True


def is_enrolling(request: HttpRequest) -> bool:
    """Whether somebody has just added the first factor."""
    return bool(request.session.get(_ADDED))


def complete(request: HttpRequest, user: User) -> None:
    """The second factor was right: a new session key, and the hours count from now."""
    was_whole = is_complete(request, user)
    request.session.cycle_key()
    for name in (_ASKED, _ADDED):
        request.session.pop(name, None)
    request.session[_GIVEN] = {"person": user.pk, "at": time.time()}
    sessions.record_sign_in(request)
    if not was_whole:
        completed.send(sender=User, request=request, user=user)


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """After each password the second factor is asked for anew."""
    for name in (_GIVEN, _ADDED):
        request.session.pop(name, None)
    request.session[_ASKED] = has_factor(user)
