"""How often somebody may type a wrong code. django-axes counts these as it counts passwords.

Who gets to type a code knows the password. So a person's codes are locked for everyone, from every
address, and nobody who does not know the password can lock them.
"""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from portal.accounts.models import User

_PERSON = "second_factor_of"


def is_locked(request: HttpRequest, person: User) -> bool:
    """Whether this person's codes are locked; then the answer says so, and no code is looked at."""
    if AxesProxyHandler.is_allowed(request, _credentials(person)):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]
    record_failure(request, person)
    return True


def record_failure(request: HttpRequest, person: User) -> None:
    """One more."""
    user_login_failed.send(sender=User, credentials=_credentials(person), request=request)


def reset_failures(person: User) -> None:
    """A right one ends the count."""
    AxesProxyHandler.reset_attempts(username=_key(person))


def whose_code(credentials: dict[str, Any]) -> str | None:
    """The name of the person whose code was wrong; None where it was a password."""
    return credentials.get(_PERSON)


def _credentials(person: User) -> dict[str, Any]:
    return {"username": _key(person), _PERSON: person.get_username()}


def _key(person: User) -> str:
    """What stands for the name in the table: nobody can type it where a name is asked for."""
    return salted_hmac(
        "portal.accounts.mfa.throttling", str(person.pk), algorithm="sha256"
    ).hexdigest()
